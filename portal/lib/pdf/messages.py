"""What printer and press say to each other, over a socket between processes of ours. Only the standard library."""

from dataclasses import dataclass
from typing import Final

# A paper that takes longer is not one of ours.
SECONDS_A_PAPER: Final = 40


@dataclass(frozen=True)
class Order:
    """Print this."""

    html: str
    css: str


@dataclass(frozen=True)
class Wanted:
    """The press asks for what stands at an address; the answer is a Delivery."""

    address: str


@dataclass(frozen=True)
class Delivery:
    """The content, or none when the address is not one that a paper may be made of."""

    content: bytes | None
    content_type: str = ""


@dataclass(frozen=True)
class Printed:
    """The PDF, and what WeasyPrint complained of."""

    content: bytes
    complaints: tuple[str, ...]


@dataclass(frozen=True)
class Failed:
    """It could not be printed."""

    reason: str
