"""What the private PostgreSQL says when it cannot run: one sentence each, with what to do."""


class PostgresError(Exception):
    """The private PostgreSQL cannot do what was asked; the message is for the person at the keyboard."""
