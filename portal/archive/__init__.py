"""Saving what was understood of archive pages: it makes groups, meetings and documents, so it stands above them."""
