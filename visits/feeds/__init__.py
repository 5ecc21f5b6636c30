"""What programs read of meetings: calendars, news, and the words of schema.org."""
