"""What is asked of who prepares a meeting's registration."""
