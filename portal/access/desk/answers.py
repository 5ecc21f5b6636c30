"""What the pages of a meeting that is prepared answer: the meeting is published and for everyone, where nothing else is said."""

from portal.access.table import (
    EDITORS,
    FORBIDDEN,
    GROUP_EDITORS,
    LOGIN,
    NOT_ALLOWED,
    STAFF,
    STRANGER,
    Answer,
    Answers,
    Persona,
    answers,
)


def for_editors(answer: Answer) -> dict[Persona, Answer]:
    """Whoever prepares the meeting; strangers log in first, and others are told that they do not."""
    return dict(answers({EDITORS: answer, STRANGER: LOGIN}, others=FORBIDDEN))


def for_preparers(answer: Answer) -> Answers:
    """Whoever prepares anything: which record, the page asks."""
    preparers = EDITORS | {Persona.OTHER_CHAIR}
    return answers({preparers: answer, STRANGER: LOGIN}, others=FORBIDDEN)


def for_group_editors(answer: Answer) -> Answers:
    """The group's own chairs, and staff."""
    return answers({GROUP_EDITORS: answer, STRANGER: LOGIN}, others=FORBIDDEN)


def for_publishers(answer: Answer) -> Answers:
    """The secretariat: publishing and releasing are its own."""
    return answers({STAFF: answer, STRANGER: LOGIN}, others=FORBIDDEN)


# Looked at only, or pressed only. Who prepares other meetings comes as far as to hear that.
NOT_POSTED = for_editors(NOT_ALLOWED) | {Persona.OTHER_CHAIR: NOT_ALLOWED}
