"""The desk's pages of meetings from their beginning to the next one."""
