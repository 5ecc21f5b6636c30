"""The words of the made-up network, which stand in tables beside this: one of the network, one a language."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

LANGUAGES: Final = ("en", "fr", "de", "es", "nl", "pl")


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def network() -> dict[str, Any]:
    return read("network")


def mark() -> str:
    """What every text says that a reader might believe."""
    return str(network()["mark"])


def filled(sentence: str, **words: object) -> str:
    """The sentence with its words, and a capital where it begins."""
    text = sentence.format(**words)
    return text[:1].upper() + text[1:]


def paragraphs(sentences: list[str]) -> str:
    """Each sentence as a paragraph, and the mark."""
    return "".join(f"<p>{sentence}</p>" for sentence in [*sentences, mark()])


def some(chance: Random, choices: list[str], number: int) -> list[str]:
    return chance.sample(choices, min(number, len(choices)))
