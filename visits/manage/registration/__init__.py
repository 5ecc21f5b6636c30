"""The desk's pages of a meeting's registration."""
