"""Documents that are written from tables in the code: one small function each, which gives the whole text."""

import re
from collections.abc import Callable, Iterable

from django.urls import get_resolver

from portal import access
from portal.access import Answer, Answers, Persona, Row
from portal.retention import NOT_PERSONAL, PURPOSES, TABLES, Purpose
from portal.retention.rules import ALL
from visits import states
from visits.models import ClaimState, Meeting, claim_states
from visits.registration import states as claims
from visits.registration.states import Actor

# A variable part of an address, as Django's resolver writes it.
PART = re.compile(r"%\((\w+)\)s")
WRITTEN = "<!-- Written by `manage.py write_docs`. Change the table it names, not this text. -->"

MEANINGS = {
    Answer.OK: "the page, the file, or the form with what is missing in it",
    Answer.LOGIN: "led to the login, and back after it",
    Answer.ONWARD: "led to another address, as there is nothing to do here",
    Answer.FORBIDDEN: "known, and not allowed: the page says why and what to do",
    Answer.NOT_FOUND: "nothing here, or nothing that this reader may know of",
    Answer.NOT_ALLOWED: "no such method",
}


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def permissions() -> str:
    """docs/permissions.md: persona by address and method."""
    personas = [persona.value for persona in Persona]
    heads = ["address", "when it is", "method", *personas]
    methods = [row for each in (*access.TABLE, *access.DEMO) for row in _methods(each)]
    meanings = ([answer, meaning] for answer, meaning in MEANINGS.items())
    return f"""# Who may do what

{WRITTEN}

From `portal/access/`, by which `tests/access/` asks every address as every persona. HEAD is answered as GET is. Where
there is no line for POST it is refused (405), as every other method is everywhere. The guest has a seat at the meeting to
which the documents belong, and comes by the link of that registration; speakers who come by a signed link have no way in
over HTTP yet. The addresses of the demo's mail exist only where `DEMO` is set.

{table(["answer", "means"], meanings)}

{table(heads, methods)}
"""


def _methods(row: Row) -> list[list[str]]:
    """A line for GET, and one for POST where it does anything."""
    given: list[tuple[str, Answers]] = [("GET", row.read)]
    if set(row.post.values()) != {Answer.NOT_ALLOWED}:
        given.append(("POST", row.post))
    return [
        [_address(row.name), row.situation, method, *(answers[persona] for persona in Persona)]
        for method, answers in given
    ]


def _address(name: str) -> str:
    """The address of that name, with the names of its variable parts."""
    if name in {row.name for row in access.DEMO}:
        prefix, patterns = "/demo/mail/", get_resolver("portal.demo_urls")
    else:
        prefix, patterns = "/", get_resolver()
    ((written, _parts), *_others), *_more = patterns.reverse_dict.getlist(name)[0]
    named = PART.sub(r"<\1>", written)
    return f"`{prefix}{named}`"


def transitions() -> str:
    """docs/transitions.md: how a meeting's state changes."""
    heads = ["verb", "from", "to", "by", "rule"]
    rows = (
        [f"`{row.verb}`", _states(row.before), _to(row.to), row.who, row.rule]
        for row in states.TRANSITIONS.values()
    )
    return f"""# How a meeting's state changes

{WRITTEN}

From `visits/states.py`, which every action asks. A meeting is {_states(Meeting.State.values)}; that it was held, or is
postponed, follows from its dates. Who may do it is asked by the screen that offers it, before it calls the action.

{table(heads, rows)}
"""


def registration() -> str:
    """docs/registration.md: how a claim's state changes."""
    heads = ["verb", "from", "to", "by", "rule", "mail"]
    rows = (
        [
            f"`{row.verb}`",
            _claim_states(row.before),
            _claim_states(row.after),
            ", ".join(actor for actor in Actor if actor in row.who),
            row.rule,
            f"`{row.mail}`" if row.mail else "that of the state",
        ]
        for row in claims.TRANSITIONS.values()
    )
    of_states = ([state, f"`{name}`"] for state, name in claims.MAIL_OF_STATE.items())
    sets = (
        ["holding a seat", _claim_states(claim_states.HOLDING)],
        ["living", _claim_states(claim_states.LIVING)],
        ["asked for in earnest", _claim_states(claim_states.ASKING)],
        ["waiting for the person's answer", _claim_states(claim_states.RUNS_OUT)],
        ["ended", _claim_states(claim_states.ENDED)],
    )
    return f"""# How the state of a claim changes

{WRITTEN}

From `visits/registration/states.py`, which every action asks. A registration has a claim to the room, to a seat online or to
both, and one to each option; it shows the best of its claims to attend, in the order {", ".join(claim_states.LIVING)}.
How many seats there are, and whom which limit stops, is in `visits/registration/seats.py`
([why so](decisions/0130-claims-under-one-lock.md)).

{table(["set", "states"], sets)}

{table(heads, rows)}

Where no mail is named, the state that it led to says which:

{table(["to", "mail"], of_states)}
"""


def _claim_states(names: Iterable[str]) -> str:
    """In the order of the table; a claim that is not there yet has none."""
    wanted = set(names)
    return ", ".join(state for state in ClaimState.values if state in wanted) or "nothing yet"


def _states(names: Iterable[str]) -> str:
    """In the order of a meeting's life."""
    return ", ".join(state for state in Meeting.State.values if state in set(names))


def _to(state: str | None) -> str:
    return state or "stays"


def personal_data() -> str:
    """docs/personal-data.md: every field that says something about people, by what it is kept for."""
    rules = ([f"`{rule.name}`", str(rule.says)] for rule in ALL)
    others = ([f"`{label}`", _fields(names)] for label, names in NOT_PERSONAL.items() if names)
    tables = ([f"`{name}`", says] for name, says in TABLES.items())
    return f"""# Personal data

{WRITTEN}

From `portal/retention/`: every field of every model, ours and of packages, is here, or below as one that says nothing
about people; a new one fails a test. /privacy/ says the same in fewer words, `/my/data/` shows a person the own rows,
`portal/erasure.py` does what the last column says, and the nightly job works by the rules
([why so](decisions/0090-personal-data-in-one-table.md)).

{"".join(_purpose(purpose) for purpose in PURPOSES)}## What goes by itself

{table(["rule", "says"], rules)}

## Fields that say nothing about people

{table(["model", "fields"], others)}

Tables without a model:

{table(["table", "what it holds"], tables)}
"""


def _purpose(purpose: Purpose) -> str:
    heads = ["fields", "of", "secret", "when somebody is erased"]
    rows = (
        [_fields(held.fields), f"`{held.label}`", _fields(held.secret), str(held.erased.value)]
        for held in purpose.held
    )
    rules = ", ".join(f"`{name}`" for name in purpose.rules) or "none"
    return f"""## {purpose.title}

{purpose.why}

- Basis: {purpose.basis.value}
- Seen by: {purpose.seen_by}
- How long: {purpose.term}
- Then: {purpose.then}
- Rules: {rules}

{table(heads, rows)}

"""


def _fields(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split())


DOCUMENTS: dict[str, Callable[[], str]] = {
    "permissions.md": permissions,
    "personal-data.md": personal_data,
    "registration.md": registration,
    "transitions.md": transitions,
}
