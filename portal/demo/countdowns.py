"""The countdowns of the demonstration: Milan's is done and left its notes, Brno's is filled in from it."""

from typing import Final

from members.models import Person
from portal.demo.programmes import MARK
from visits.actions import countdown
from visits.models import Meeting

# Weeks before the first day, what is to be done, and what Milan wrote about it.
MILAN: Final = (
    (
        10,
        "Block rooms in a hotel",
        "Two hotels near the Makerspace; a code spares people the e-mails.",
    ),
    (6, "Send visa letters", "Three were asked for. The consulate wants the original by post."),
    (4, "Book the bus or tram tickets", "A group ticket for the tram was cheaper than the bus."),
    (3, "Release the programme", ""),
    (1, "Give the caterer the totals", "Ask for diets again: four had changed."),
)
# What Brno has done and wrote itself.
DONE: Final = {"Block rooms in a hotel": "Code CITIES, until six weeks before."}


def add_countdowns(milan: Meeting, brno: Meeting, *, organiser: Person, by: Person) -> None:
    for weeks, title, note in MILAN:
        words = f"{note} {MARK}" if note else ""
        step = countdown.add_step(meeting=milan, title=title, weeks_before=weeks, note=words, by=by)
        countdown.tick_step(step=step, by=by)
    countdown.fill_countdown(meeting=brno, steps=milan.countdown_steps.all(), by=organiser)
    for step in brno.countdown_steps.filter(title__in=DONE):
        note = f"{DONE[step.title]} {MARK}"
        countdown.edit_step(
            step=step,
            version=step.version,
            title=step.title,
            weeks_before=step.weeks_before,
            note=note,
            by=organiser,
        )
        countdown.tick_step(step=step, by=organiser)
