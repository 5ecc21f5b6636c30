"""Races, random histories and killed processes, again and again for an hour: what happens rarely happens here."""
