"""The desk's pages of practical information, the report and who was there."""
