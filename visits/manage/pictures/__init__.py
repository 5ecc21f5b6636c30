"""The desk's pages of pictures."""
