"""The programmes of the demonstration. What the page of Milan tells is kept; all else is made up.

A row is: start, end, kind, title, place, track, speakers (name, role, organisation, city).
"""

from dataclasses import dataclass
from datetime import time
from typing import Final

MARK: Final = "Made up for the demonstration."


@dataclass(frozen=True)
class Talker:
    name: str
    role: str = ""
    organisation: str = ""
    city: str = ""


@dataclass(frozen=True)
class Row:
    starts: str
    ends: str
    kind: str
    title: str
    place: str = ""
    track: str = ""
    text: str = ""
    speakers: tuple[Talker, ...] = ()

    @property
    def hours(self) -> tuple[time, time]:
        return time.fromisoformat(self.starts), time.fromisoformat(self.ends)


MAKERSPACE: Final = "Makerspace, Milan"
CITY_HALL: Final = "City of Milan, conference room"
MILAN: Final = (
    (
        "New craft, new manufacturing",
        (
            Row("09:00", "09:30", "break", "Welcome coffee", MAKERSPACE),
            Row(
                "09:30",
                "11:00",
                "session",
                "New craft and digital manufacturing: Milan’s vision",
                MAKERSPACE,
                speakers=(
                    Talker("Milan manufacturing officer", "Officer", "City of Milan", "Milan"),
                ),
            ),
            Row("11:00", "11:30", "break", "Coffee", MAKERSPACE),
            Row(
                "11:30",
                "12:30",
                "session",
                "OpenCare: redesigning care services together",
                MAKERSPACE,
                track="Care",
                speakers=(
                    Talker("OpenCare project officer", "Project officer", "OpenCare", "Milan"),
                ),
            ),
            Row(
                "11:30",
                "12:30",
                "session",
                "Abandoned buildings as places of making",
                "Workshop floor",
                track="Places",
                speakers=(Talker("Makerspace host", "Host", "Makerspace", "Milan"),),
            ),
            Row("12:30", "13:45", "meal", "Lunch", MAKERSPACE),
            Row("13:45", "14:30", "travel", "By tram to FabriQ"),
            Row(
                "14:30",
                "17:00",
                "visit",
                "Visit to FabriQ, Milan’s first social innovation incubator",
                "FabriQ",
                text="<p>Participants meet enterprises incubated at FabriQ.</p>",
                speakers=(Talker("FabriQ incubation manager", "Manager", "FabriQ", "Milan"),),
            ),
            Row("19:30", "22:00", "meal", "Dinner of the group", "Navigli"),
        ),
    ),
    (
        "Economy, participation, inclusion",
        (
            Row(
                "09:30",
                "10:45",
                "session",
                "Milan’s initiatives for an inclusive society",
                CITY_HALL,
                speakers=(
                    Talker(
                        "Renato Galliano",
                        "Director of urban economy and labour",
                        "City of Milan",
                        "Milan",
                    ),
                ),
            ),
            Row("10:45", "11:15", "break", "Coffee", CITY_HALL),
            Row(
                "11:15",
                "12:15",
                "session",
                "Civic crowdfunding: a platform for citizens’ ideas",
                CITY_HALL,
                speakers=(Talker("Crowdfunding officer", "Officer", "City of Milan", "Milan"),),
            ),
            Row(
                "12:15",
                "13:00",
                "session",
                "Discussion: the role of local authorities in social entrepreneurship",
                CITY_HALL,
            ),
            Row("13:00", "14:00", "meal", "Lunch and departure", CITY_HALL),
        ),
    ),
)

TOWN_HALL: Final = "New Town Hall, Dominikánské náměstí 1"
BRNO: Final = (
    (
        "Social housing",
        (
            Row("09:00", "09:30", "break", "Registration and coffee", TOWN_HALL),
            Row(
                "09:30",
                "10:00",
                "session",
                "Welcome to Brno",
                TOWN_HALL,
                speakers=(Talker("Brno city councillor", "Councillor", "City of Brno", "Brno"),),
            ),
            Row(
                "10:00",
                "11:15",
                "session",
                "A home first: what Brno learned from rapid re-housing",
                TOWN_HALL,
                speakers=(Talker("Brno housing officer", "Officer", "City of Brno", "Brno"),),
            ),
            Row("11:15", "11:45", "break", "Coffee", TOWN_HALL),
            Row(
                "11:45",
                "13:00",
                "session",
                "Finding the flats",
                "Room 101",
                track="Housing",
                speakers=(
                    Talker(
                        "Utrecht representative", "Policy adviser", "City of Utrecht", "Utrecht"
                    ),
                ),
            ),
            Row(
                "11:45",
                "13:00",
                "session",
                "Buying from social enterprises",
                "Room 102",
                track="Procurement",
                speakers=(
                    Talker("Nantes representative", "Policy officer", "City of Nantes", "Nantes"),
                ),
            ),
            Row("13:00", "14:15", "meal", "Lunch", "Town Hall courtyard"),
            Row(
                "14:15",
                "14:45",
                "travel",
                "By tram to the housing project",
                text="<p>Line 4, two stops.</p>",
            ),
            Row(
                "14:45",
                "17:00",
                "visit",
                "Visit to a shared housing project",
                "Meeting point: main entrance",
            ),
            Row("19:00", "22:00", "meal", "Dinner of the group", "Old Brewery"),
        ),
    ),
    (
        "The city as employer",
        (
            Row(
                "09:00",
                "10:30",
                "session",
                "The city as employer: jobs for those furthest from work",
                TOWN_HALL,
                speakers=(
                    Talker(
                        "Warsaw representative",
                        "Chair of the working group",
                        "City of Warsaw",
                        "Warsaw",
                    ),
                ),
            ),
            Row("10:30", "11:00", "break", "Coffee", TOWN_HALL),
            Row("11:00", "12:30", "session", "Work plan of the group and next meetings", TOWN_HALL),
            Row("12:30", "13:30", "meal", "Lunch and departure", "Town Hall courtyard"),
        ),
    ),
)
