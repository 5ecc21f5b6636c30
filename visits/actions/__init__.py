"""What is done to meetings and agendas: one function a verb."""
