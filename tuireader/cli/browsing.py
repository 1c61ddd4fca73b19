"""Opens an address in the user's browser, as a program of its own: `browsing.py URL [here]`.

It runs in a process that is cut off from the terminal, since a browser may print whatever it likes
over the reader's screen. One that lives in the terminal isn't started there: whoever called is told
that it wants it, and may call again with `here`. Of ours this imports nothing, so that it starts
soon and alone.
"""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Sequence

OPENED, NONE, TERMINAL = 0, 1, 3
"""Exit statuses: it is open, no browser opens it, the user's browser wants the terminal."""
_TEXTUAL = frozenset(
    ("www-browser", "links", "links2", "elinks", "lynx", "w3m", "browsh", "carbonyl", "netrik")
)


def main(words: Sequence[str]) -> int:
    """Open the address and return the exit status."""
    url, *here = words
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return NONE
    name = os.path.basename(str(getattr(browser, "name", "")))  # noqa: PTH119
    if name in _TEXTUAL:
        if not here:
            return TERMINAL
        return OPENED if browser.open(url) else NONE
    return OPENED if webbrowser.open(url) else NONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
