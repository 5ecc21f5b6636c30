"""Two records of one city made one: what moves, what both have, and the act itself."""
