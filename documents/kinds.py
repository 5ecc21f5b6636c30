"""What is proposed for a file before anybody says more: a title, a kind and an audience."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from django.conf import settings

from documents.models import Document
from documents.sniffing import JPEG, ODP, PNG, PPT, PPTX, WEBP, Format
from portal.lib.files import safe_filename
from portal.lib.names import fold

Kind = Document.Kind

# What people add to the names of files while they write.
NOISE: Final = re.compile(
    r"\b(?:final(?:ly)?|copy|kopie|v\.? ?\d+(?:\.\d+)*|rev ?\d+)\b|\(\d+\)", re.IGNORECASE
)
# The first that is found among the words of a name decides.
WORDS: Final = (
    (Kind.MINUTES, {"minutes", "protokoll", "compte rendu", "verbale"}),
    (Kind.AGENDA, {"agenda", "programme", "program", "programm"}),
    (Kind.REPORT, {"report", "bericht", "rapport"}),
    (Kind.PRESENTATION, {"presentation", "slides", "praesentation"}),
)
PICTURES: Final = (PNG, JPEG, WEBP)
SLIDES: Final = (PPTX, PPT, ODP)
LONGEST: Final = 200


def title_of(file_name: str) -> str:
    """“FabriQ_final_v3.pptx” becomes “FabriQ”; a name that is nothing but such words stays as it is."""
    stem = PurePath(safe_filename(file_name)).stem
    spaced = stem.replace("_", " ").replace("+", " ")
    words = " ".join((spaced if " " in spaced else spaced.replace("-", " ")).split())
    cleaned = " ".join(NOISE.sub(" ", words).split()).strip(" -–,.")
    return (cleaned or words or stem)[:LONGEST]


def kind_of(found: Format, file_name: str) -> str:
    """By a word in the name, else by the program that made it."""
    name = f" {fold(PurePath(file_name).stem)} "
    for kind, words in WORDS:
        if any(f" {word} " in name for word in words):
            return kind
    if found in SLIDES:
        return Kind.PRESENTATION
    return Kind.PICTURE if found in PICTURES else Kind.WORKING


def usual_audience(kind: str, *, is_of_group: bool = False) -> str:
    """A presentation's is the network's setting; all else is for members. A group has no participants."""
    audience = settings.PRESENTATION_AUDIENCE if kind == Kind.PRESENTATION else "members"
    return Document.Audience.GROUP if is_of_group and audience == "participants" else str(audience)
