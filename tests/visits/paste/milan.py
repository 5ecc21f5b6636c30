"""One agenda of two days and twenty items, as Word, Excel and a mail give it to the clipboard."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
DAYS: Final = (date(2027, 2, 23), date(2027, 2, 24))
# What is pasted: HTML, which comes with its text; tabs; plain text.
WORD_HTML: Final = (HERE / "milan_word.html").read_text(encoding="utf-8")
EXCEL_TSV: Final = (HERE / "milan_excel.tsv").read_text(encoding="utf-8")
MAIL_TEXT: Final = (HERE / "milan_mail.txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Item:
    """An item as it stands in all three: on the first or the second day."""

    day: int
    starts: str
    ends: str
    kind: str
    title: str
    place: str
    speakers: str

    @property
    def row(self) -> tuple[date, time, time, str, str, str, str]:
        """As it is read: day, start, end, kind, title, place, speakers."""
        times = time.fromisoformat(self.starts), time.fromisoformat(self.ends)
        return (DAYS[self.day], *times, self.kind, self.title, self.place, self.speakers)


# fmt: off
ITEMS: Final = (
    Item(0, "09:00", "09:30", "session", "Registration", "Palazzo Marino, Piazza della Scala 2", ""),
    Item(0, "09:30", "10:00", "session", "Welcome by the city of Milan", "Sala Alessi", "Deputy mayor, Milan"),
    Item(0, "10:00", "10:45", "session", "Milan’s plan for social innovation", "Sala Alessi", "Head of innovation, Milan"),
    Item(0, "10:45", "11:15", "break", "Coffee break", "", ""),
    Item(0, "11:15", "12:30", "session", "How cities buy from social enterprises", "Sala Alessi", "Chair of the working group; Nantes representative"),
    Item(0, "12:30", "13:45", "meal", "Lunch", "", ""),
    Item(0, "13:45", "14:00", "travel", "Bus to Quarto Oggiaro", "", ""),
    Item(0, "14:00", "15:30", "visit", "Site visit FabriQ", "via Arcivescovo Romilli 7", "Director, FabriQ"),
    Item(0, "15:30", "16:00", "session", "What we saw", "FabriQ, ground floor", ""),
    Item(0, "16:00", "17:15", "visit", "Visit to the neighbourhood laboratory", "Villaggio Barona", ""),
    Item(0, "20:00", "22:00", "meal", "Dinner offered by the city", "", ""),
    Item(1, "09:00", "09:15", "session", "Looking back at the first day", "BASE, via Bergognone 34", "Chair of the working group"),
    Item(1, "09:15", "10:30", "session", "Work and dignity: three cases", "BASE, via Bergognone 34", "Utrecht representative; Ghent representative"),
    Item(1, "10:30", "11:00", "break", "Coffee break", "", ""),
    Item(1, "11:00", "12:15", "visit", "Tour of BASE", "BASE, via Bergognone 34", ""),
    Item(1, "12:15", "13:30", "meal", "Lunch", "", ""),
    Item(1, "13:30", "14:30", "session", "Round table: what can travel to your city?", "Sala B", "Network secretariat"),
    Item(1, "14:30", "15:00", "session", "Working group business", "Sala B", "Chair of the working group"),
    Item(1, "15:00", "15:30", "session", "Next meeting: Brno", "Sala B", "Brno representative"),
    Item(1, "15:30", "16:00", "travel", "Departure", "", ""),
)
# fmt: on
