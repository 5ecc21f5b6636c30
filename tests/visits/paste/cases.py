"""Pastes and the rows they give, in the short form of `test_reading.shown`."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "English, times with dots": (
        "Tue 1 June\n9.00 – 9.30 Registration\n9.30 – 10.30 Welcome (Deputy mayor, Brno)\n",
        "1 09:00-09:30 session Registration\n1 09:30-10:30 session Welcome & Deputy mayor, Brno",
    ),
    "the specification's own lines": (
        "Tuesday, 1 June 2027\n14h00-15h30: Site visit FabriQ, via Arcivescovo 7",
        "1 14:00-15:30 visit Site visit FabriQ @ via Arcivescovo 7",
    ),
    "German": (
        (
            "Dienstag, 1. Juni\nvon 9 bis 10 Uhr Begrüßung\n10.00 Uhr Kaffeepause\n10:30 – 12:00 Besuch im Rathaus\n"
            "12 Uhr Mittagessen\nMittwoch, 2. Juni\n09.00 Uhr Abfahrt"
        ),
        (
            "1 09:00-10:00 session Begrüßung\n1 10:00-10:30 break Kaffeepause\n1 10:30-12:00 visit Besuch im Rathaus\n"
            "1 12:00-13:00 meal Mittagessen ! ends\n2 09:00-09:30 travel Abfahrt ! ends"
        ),
    ),
    "French": (
        (
            "mardi 1er juin\n14 h 30 Visite de l’atelier, 3 rue de la Paix\n16h – 16h30 : Pause café\n"
            "mercredi 2 juin\nde 9h à 10h30 Table ronde\nmidi Déjeuner"
        ),
        (
            "1 14:30-16:00 visit Visite de l’atelier @ 3 rue de la Paix\n1 16:00-16:30 break Pause café\n"
            "2 09:00-10:30 session Table ronde\n2 12:00-13:00 meal Déjeuner ! ends"
        ),
    ),
    "halves of a day": (
        "Day 1\n9am-10.30am Talk\n11-1pm Workshop\n2:30 pm Walk to the river\nnoon: Lunch",
        (
            "1 09:00-10:30 session Talk\n1 11:00-13:00 session Workshop\n"
            "1 14:30-15:30 session Walk to the river ! ends\n1 12:00-14:30 meal Lunch ! starts"
        ),
    ),
    "four figures": (
        "1/6\n0900-0930 Registration\n0930 Welcome\n2/6\n1000-1100 2027 Strategy",
        "1 09:00-09:30 session Registration\n1 09:30-10:30 session Welcome ! ends\n2 10:00-11:00 session 2027 Strategy",
    ),
    "how long it lasts": (
        "1.6.\n9:00 Welcome (30 min)\n10:00 Lunch, 1.5 hours\n2.6.\n9h Debate (1h30)",
        "1 09:00-09:30 session Welcome\n1 10:00-11:30 meal Lunch\n2 09:00-10:30 session Debate",
    ),
    "day and time in one line": (
        "Tuesday 1 June, 9:00–9:30 Registration\nTuesday 1 June, 9:30–10:00 Welcome\nWed 2 June 20:00-1:00 Party",
        "1 09:00-09:30 session Registration\n1 09:30-10:00 session Welcome\n2 20:00-01:00 session Party",
    ),
    "lines that go on": (
        (
            "Day 1\n9:00-10:00 Welcome\n   with music\n   Speakers: Anna Berg; Luca Neri\n   Ort: Saal 2\n"
            "10:00-11:00 Talk\nSee slide at 14:00"
        ),
        (
            "1 09:00-10:00 session Welcome @ Saal 2 & Anna Berg; Luca Neri / with music\n"
            "1 10:00-11:00 session Talk / See slide at 14:00 ! description"
        ),
    ),
    "title on the line below": (
        "Jour 1\n09:00 – 09:30\nAccueil (maire adjointe)\n\n09:30 – 10:00\nPlénière",
        "1 09:00-09:30 session Accueil & maire adjointe\n1 09:30-10:00 session Plénière",
    ),
    "times behind the title": (
        "Day 1\nRegistration (9.00-9.30)\nLunch 12:30–13:30",
        "1 09:00-09:30 session Registration\n1 12:30-13:30 meal Lunch",
    ),
    "labels in the line": (
        "Day 1\n9:00-10:00 Welcome – Speaker: Deputy mayor; Room: Hall 2\n10:00-11:00 Talk @ Library",
        "1 09:00-10:00 session Welcome @ Hall 2 & Deputy mayor\n1 10:00-11:00 session Talk @ Library",
    ),
}
TABLES: Final[dict[str, tuple[str, str]]] = {
    "German head": (
        (
            "Uhrzeit\tThema\tReferent\tOrt\nDienstag, 1. Juni\t\t\t\n09:00 – 09:30\tAnmeldung\t\tRathaus\n"
            "9.30\tBegrüßung\tBürgermeisterin\tSaal 1\n\tmit Musik\t\t\nabends\tFreie Zeit\t\t\n"
        ),
        (
            "1 09:00-09:30 session Anmeldung @ Rathaus\n"
            "1 09:30-10:30 session Begrüßung @ Saal 1 & Bürgermeisterin / mit Musik ! ends\n"
            "1 - session Freie Zeit / abends ! starts"
        ),
    ),
    "French head, day in a column": (
        (
            "Jour\tHeure\tSujet\tIntervenant(e)s\tLieu\n1er juin\t9h–10h\tPlénière\tMaire\tSalle 3\n"
            "\t10h–10h30\tPause\t\t\n2 juin\t9h\tVisite\t\t\n"
        ),
        "1 09:00-10:00 session Plénière @ Salle 3 & Maire\n1 10:00-10:30 break Pause\n2 09:00-10:00 visit Visite ! ends",
    ),
    "no head": (
        (
            "01/06/2027\t9:00\t9:30\tRegistration\tRoom 1\n01/06/2027\t9:30\t11:00\tTalk\tTown Hall\n"
            "02/06/2027\t9:00\t9:30\tDebate\tRoom 2"
        ),
        (
            "1 09:00-09:30 session Registration @ Room 1\n1 09:30-11:00 session Talk @ Town Hall\n"
            "2 09:00-09:30 session Debate @ Room 2"
        ),
    ),
    "tracks beside each other": (
        "Time\tTrack A\tTrack B\nDay 2\t\t\n9:00-10:00\tPlenary\t\n10:00-11:00\tJobs\tHomes",
        "2 09:00-10:00 session Plenary\n2 10:00-11:00 session Jobs [Track A]\n2 10:00-11:00 session Homes [Track B]",
    ),
    "a column of tracks": (
        "Time | Title | Track\nDay 1 | |\n9:00-10:00 | Jobs | A\n9:00-10:00 | Homes | B",
        "1 09:00-10:00 session Jobs [A]\n1 09:00-10:00 session Homes [B]",
    ),
    "bars and rules": (
        "| Time | What | Remarks |\n|------|------|------|\n| Tuesday 1 June | | |\n| 9.00 | Talk | bring shoes |",
        "1 09:00-10:00 session Talk / Remarks: bring shoes ! ends",
    ),
    "gaps": (
        "Day 1\n9.00-9.30     Registration     Town Hall\n9.30-10.00    Welcome          Room 2",
        "1 09:00-09:30 session Registration @ Town Hall\n1 09:30-10:00 session Welcome @ Room 2",
    ),
    "cells with several lines": (
        'Time\tTopic\tSpeaker\nDay 1\t\t\n9:00-10:00\t"Welcome\nwith ""music"""\t"Anna Berg, Ghent\nLuca Neri"',
        '1 09:00-10:00 session Welcome & Anna Berg, Ghent; Luca Neri / with "music"',
    ),
    "length in a column": (
        "Start\tDuration\tItem\n01.06.\t\t\n9:00\t45\tTalk\n10:00\t1 h 15\tWalk",
        "1 09:00-09:45 session Talk\n1 10:00-11:15 session Walk",
    ),
    "a kind in a column": (
        "Time\tTitle\tType\nDay 1\t\t\n9:00-10:00\tFabriQ\tvisit\n10:00-11:00\tPizza\tMittagessen",
        "1 09:00-10:00 visit FabriQ\n1 10:00-11:00 meal Pizza",
    ),
}
MESSY: Final[dict[str, tuple[str, str]]] = {
    "what cannot be seen": (
        "Tues\u00adday\u00a01\u00a0June\n\u200b9.00\u00a0\u2011\u00a09.30\u00a0Regis\u00adtration\u0007\n\ufeff9.30\u200910.00",
        "1 09:00-09:30 session Registration\n1 09:30-10:30 session 10.00 ! ends",
    ),
    "emoji and bullets": (
        "📅 Programme 🎉\n\nDay 1\n• 9:00–9:30 ☕ Coffee 👩‍👩‍👧\n1. 10:00–11:00 Talk\n☕",
        "- 📅 Programme 🎉\n1 09:00-09:30 break ☕ Coffee 👩‍👩‍👧\n1 10:00-11:00 session Talk / ☕",
    ),
    "right to left": (
        "Day 1\n9:00-9:30 ברוכים הבאים\n١٠:٣٠ - ١١:٠٠ استراحة",
        "1 09:00-09:30 session ברוכים הבאים\n1 10:30-11:00 session استراحة",
    ),
    "before, between and after": (
        "Dear all,\nhere it is:\n\nDay 1\n9:00-10:00 Talk\n\nSESSION 2\n10:00-11:00 Walk\n\nKind regards,\nThe team\nBrno",
        (
            "- Dear all, / here it is:\n1 09:00-10:00 session Talk\n- SESSION 2\n1 10:00-11:00 session Walk\n"
            "- Kind regards, / The team / Brno"
        ),
    ),
    "what is no time and no day": (
        "Day 1\n9-10 cities present\n9:00 – 20 participants\n9.30-10.00 24/7 shelter\n12.50 € each",
        "- 9-10 cities present\n1 09:00-09:30 session 20 participants\n1 09:30-10:00 session 24/7 shelter / 12.50 € each",
    ),
    "another day of the week": (
        "Wednesday 1 June\n9:00-10:00 Talk\n31 June\n9:00-10:00 Walk",
        "1 09:00-10:00 session Talk ! on\n? 09:00-10:00 session Walk ! on",
    ),
    "past midnight, and longer than it seems": (
        "Day 1\n22:00-1:00 Party\nDay 2\n14:00-13:00 Odd\n15:00 Wrap-up\n20:00 Dinner",
        (
            "1 22:00-01:00 session Party\n2 14:00-13:00 session Odd ! ends\n2 15:00-20:00 session Wrap-up ! ends\n"
            "2 20:00-21:00 meal Dinner ! ends"
        ),
    ),
    "no day is named": (
        "9:00-10:00 Talk\n10:00-11:00 Walk",
        "1 09:00-10:00 session Talk ! on\n1 10:00-11:00 session Walk",
    ),
    "no item at all": (
        "Please send me your ideas.\nThank you",
        "- Please send me your ideas. / Thank you",
    ),
    "a quoted mail": (
        "> Day 1\n> 9:00-10:00 Talk\n>\n> Regards",
        "1 09:00-10:00 session Talk\n- Regards",
    ),
    "rather later": (
        "Day 1\n9:00-10:00 Talk\nabends Empfang im Rathaus",
        "1 09:00-10:00 session Talk\n1 - session abends Empfang im Rathaus ! starts",
    ),
}
