"""`python -m soak`: the rush for seats twenty times, then every race and every kill in turn, until the time is over."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
RUSH = "tests/visits/registration/test_rush.py"
HISTORIES = "tests/visits/registration/test_histories.py"
RUSHES = 20
# So many random histories in each turn, of the few that each run of all tests tells.
EXAMPLES = 100
# By these words a test says that it races or kills.
MARKS = ("from tests.racing import", "kill")


def racing() -> list[str]:
    """The files of tests in which something races or is killed."""
    found = [
        path
        for path in sorted(TESTS.rglob("test_*.py"))
        if any(mark in path.read_text() for mark in MARKS)
    ]
    return [str(path.relative_to(ROOT)) for path in found]


def passes(*words: str, **environment: str) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *words],
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )
    return done.returncode == 0


def soak(minutes: float) -> bool:
    """Says whether all of it held. A turn that has begun is ended."""
    until = monotonic() + minutes * 60
    if not passes(RUSH, RUSHES=str(RUSHES)):
        return False
    turns = 0
    while monotonic() < until:
        turns += 1
        sys.stdout.write(f"Turn {turns}, {round((until - monotonic()) / 60)} minutes to go\n")
        if not passes(*racing()) or not passes(HISTORIES, HISTORIES=str(EXAMPLES)):
            return False
    sys.stdout.write(f"{RUSHES} rushes and {turns} turns held.\n")
    return True


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    sys.exit(0 if soak(parser.parse_args().minutes) else 1)


if __name__ == "__main__":
    main()
