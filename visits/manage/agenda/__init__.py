"""The desk's pages of the agenda of a meeting: its editor, its releases."""
