"""What happens to registrations, one function a verb. Each takes the meeting's row first, so that seats are counted once."""
