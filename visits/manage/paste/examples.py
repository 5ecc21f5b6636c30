"""What the page shows of what is understood: each with its language, where it is not that of the page."""

from django.utils.translation import gettext as _

Examples = list[tuple[str, list[tuple[str, str]]]]


def examples() -> Examples:
    return [
        (
            _("Days"),
            [
                ("en", "Tue 26 June · 26/06 · Day 2"),
                ("de", "Dienstag, 26. Juni · 26.6. · Tag 2"),
                ("fr", "mardi 26 juin · 1er juin · Jour 2"),
            ],
        ),
        (
            _("Times"),
            [
                ("", "9.00 – 9.30 · 14h00-15h30 · 0900-0930"),
                ("en", "2:30 pm · noon · 30 min"),
                ("de", "von 9 bis 10 Uhr"),
            ],
        ),
        (
            _("Columns"),
            [
                ("en", "Time, Topic, Speaker, Place"),
                ("de", "Uhrzeit, Thema, Referent, Ort"),
                ("fr", "Heure, Sujet, Intervenant, Lieu"),
            ],
        ),
        (_("Below an item"), [("", _("“Speaker: …”, “Place: …”, or lines that describe it"))]),
    ]
