"""What is done to cities, people and groups: one function a verb."""
