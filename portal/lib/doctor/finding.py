"""One thing that doctor looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What was looked at and what was seen; with a remedy, it is missing."""

    what: str
    seen: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        return not self.remedy

    def as_text(self) -> str:
        if self.is_well:
            return f"ok  {self.what}: {self.seen}"
        return f"!!  {self.what}: {self.seen}\n      {self.remedy}"
