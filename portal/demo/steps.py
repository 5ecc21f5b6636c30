"""What the demo says to the person at the keyboard while it is made ready."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


@contextmanager
def step(what: str) -> Iterator[None]:
    """Show that something is being done, and how long it took."""
    say(f"{what} ...", end=" ")
    began = monotonic()
    yield
    say(f"{monotonic() - began:.1f} s")


def say(words: str, end: str = "\n") -> None:
    print(words, end=end, flush=True)
