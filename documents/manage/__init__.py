"""What is done to documents at the desk."""
