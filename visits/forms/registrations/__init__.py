"""What those who prepare type about the registrations of a meeting."""
