"""What screens share on which something is done: each deed can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tuireader.tui.background import begin
from tuireader.tui.messages import Done
from tuireader.tui.screens.base import ReaderScreen

if TYPE_CHECKING:
    from tuireader.tui.deeds import Deed

_REMEMBERED = 100
"""Deeds that can be undone."""


class DoingScreen(ReaderScreen):
    """A screen with deeds. A subclass shows what came of them."""

    def renew(self, article: int | None = None) -> None:
        """Show how things are now, with the cursor on an article where one is named."""
        raise NotImplementedError

    def do(self, work: Callable[[], Deed]) -> None:
        """Do something in a thread; none of what is done so is ever dropped for another."""
        begin(self, partial(self._fetch, work, Done), "deed", exclusive=False)

    def remember(self, deed: Deed) -> None:
        """Take note of what was done, so that it can be taken back."""
        done = self.reader.deeds
        done.append(deed)
        del done[:-_REMEMBERED]

    @on(Done)
    def _done(self, message: Done) -> None:
        if not message.undone:
            self.remember(message.deed)
        self.say(message.deed.undone if message.undone else f"{message.deed.said} z undoes.")
        self.renew(message.deed.article if message.undone else None)

    def action_undo(self) -> None:
        """Take back what was done last."""
        if not self.reader.deeds:
            self.say("There is nothing to take back.")
            return
        deed = self.reader.deeds.pop()
        undone = partial(Done, deed, undone=True)
        begin(self, partial(self._fetch, deed.undo, lambda _: undone()), "deed", exclusive=False)
