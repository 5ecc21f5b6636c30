"""What is printed about meetings: each module composes one kind of paper."""
