"""The desk's pages of what texts were before."""
