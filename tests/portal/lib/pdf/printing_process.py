"""Another process of the portal that prints: for tests across processes. Says what it does on its standard output."""

import sys
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from portal.lib.pdf import kept  # noqa: E402
from portal.lib.pdf.messages import Printed  # noqa: E402
from portal.lib.pdf.paper import Paper  # noqa: E402


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(html: str, requests: int) -> None:
    """So many requests at once for one paper; then how many bytes each got, and how many papers were printed."""
    paper, printed = Paper(html=html, css=""), []
    ask_press = kept.printer._printed

    def counted(paper: Paper) -> object:
        say("printing")
        answer = ask_press(paper)
        printed.append(isinstance(answer, Printed))
        return answer

    kept.printer._printed = counted  # type: ignore[method-assign,assignment]
    say("ready")
    with ThreadPoolExecutor(requests) as threads:
        contents = {file.read() for file in threads.map(kept.open_printed, [paper] * requests)}
    assert len(contents) == 1
    say(f"printed {len(printed)}")
    kept.printer.stop()


if __name__ == "__main__":
    main(sys.argv[1] * int(sys.argv[3]), int(sys.argv[2]))
