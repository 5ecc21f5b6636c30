"""Reading a pasted agenda: text or HTML in, rows to correct out. Pure: no records, and nothing is lost on the way."""
