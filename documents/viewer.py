"""What the viewer shows of a version: its slides in order, each with its pictures' addresses and its text."""

from dataclasses import dataclass

from documents.models import DocumentPage, DocumentVersion

SMALL, LARGE = DocumentVersion.PictureWidth.SMALL, DocumentVersion.PictureWidth.LARGE


@dataclass(frozen=True)
class Slide:
    """One page; ``small`` and ``large`` are the addresses of its pictures."""

    page: DocumentPage
    small: str
    large: str

    @property
    def srcset(self) -> str:
        return f"{self.small} {SMALL:d}w, {self.large} {LARGE:d}w"


def slides_of(version: DocumentVersion) -> list[Slide]:
    """All slides of a version that is ready, in one query."""
    return [
        Slide(
            page=page,
            small=version.picture_address(page=page.number, width=SMALL),
            large=version.picture_address(page=page.number, width=LARGE),
        )
        for page in version.pages.all()
    ]
