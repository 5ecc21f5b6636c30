"""The desk's pages of the texts of a meeting, edited in place, and their pictures."""
