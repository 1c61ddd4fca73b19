"""Words on a command line to Config, Library and Fetcher, once; then to one command."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuireader.tui.prepaint import Prepaint


def run(words: Sequence[str], painted: Prepaint | None = None) -> int:
    """Run one command and return the exit status; errors end as two plain sentences.

    `painted`: the terminal that the reader's first page is on already.
    """
    from tuireader.cli.dispatch import dispatch

    return dispatch(words, painted)
