"""The desk's screens about people, cities and groups."""
