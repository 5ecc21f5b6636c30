"""The pages of meetings, and those of groups and cities, which list meetings."""
