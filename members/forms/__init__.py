"""What pages about people, cities and groups ask for."""
