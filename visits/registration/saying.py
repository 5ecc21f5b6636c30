"""What a participant says beside the wish, as a form gives it and an action keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from visits.models import Question


class Given(Protocol):
    """One answer as a form gives it; ``value`` is none where nothing was answered, ``wording`` the consent's."""

    @property
    def question(self) -> Question: ...
    @property
    def value(self) -> Any: ...
    @property
    def wording(self) -> str: ...


@dataclass(frozen=True)
class Said:
    """``consents`` are those given, by kind, each with the words in which it was asked."""

    answers: Collection[Given] = ()
    consents: Mapping[str, str] = field(default_factory=dict)
    is_listed: bool = True
    role: str = ""
    copy_to: str = ""
