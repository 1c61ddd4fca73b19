"""Run the program: `tuireader`, or `python -m tuireader`."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tuireader.tui.prepaint import Prepaint


def main() -> int:
    """Run the command line and return the exit status; the reader's first page comes first."""
    from tuireader.cli.early import paint

    words = sys.argv[1:]
    painted = None
    try:
        painted = paint(words, os.environ)
        if painted is not None:
            gc.disable()  # what is imported now stays; the reader turns it on again
        return _run(words, painted)
    except KeyboardInterrupt:
        return 130  # as the command line ends elsewhere
    finally:
        if painted is not None:
            painted.restore()


def _run(words: list[str], painted: Prepaint | None) -> int:
    from tuireader.cli import run

    return run(words, painted)


if __name__ == "__main__":
    sys.exit(main())
