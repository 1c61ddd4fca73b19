"""What screens with an article share: everything that is done to it, and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tuireader.tui import deeds, loading
from tuireader.tui.background import begin
from tuireader.tui.messages import Known, Next, Since
from tuireader.tui.screens.doing import DoingScreen

if TYPE_CHECKING:
    from tuireader.model import Listing
    from tuireader.tui.deeds import Deed
    from tuireader.tui.services import Shelf


class StoryScreen(DoingScreen):
    """A screen whose actions are about one article. A subclass says which, and shows what came."""

    def row(self) -> Listing | None:
        """Return the article's row, or None where there is none, or none yet."""
        raise NotImplementedError

    def _do_here(self, work: Callable[[Shelf, Listing, datetime], Deed]) -> None:
        """Do something to the article, be what the screen shows of it there already or not."""
        row, article = self.row(), self.article
        library, now = self.services.library, self.services.clock()
        if row is not None:
            self.do(partial(work, library, row, now))
        elif article is not None:
            self.do(lambda: work(library, library.listing(article), now))
        else:
            self.lacks()

    def _with_row(self, then: Callable[[Listing], object]) -> None:
        """Go on with the article's row: the screen's, or the library's where it has none yet."""
        row = self.row()
        if row is not None:
            then(row)
        elif self.article is not None:
            work = partial(self.services.library.listing, self.article)
            known = partial(Known, then=then)
            begin(self, partial(self._fetch, work, known), "known", exclusive=False)
        else:
            self.lacks()

    @on(Known)
    def _known(self, message: Known) -> None:
        message.then(message.listing)

    # -- since it was read
    def read_before(self, row: Listing) -> int:
        """Return how many snapshots there were when the article was read before this screen."""
        return row.read

    def action_since(self) -> None:
        """Show what changed since the article was last read."""
        self._with_row(self._look_back)

    def _look_back(self, row: Listing) -> None:
        work = partial(loading.since, self.services.library, row.article, self.read_before(row))
        self.fetch(work, lambda found: found, "since")

    @on(Since)
    def _since(self, message: Since) -> None:
        if message.before is None:
            self.say("You have not read it before: d shows its last change.")
        elif message.before == message.after:
            self.say("Nothing has changed since you read it.")
        else:
            self.reader.show_diff(message.article, message.before, message.after)

    def action_next_unread(self) -> None:
        """Open the next unread article."""
        work = partial(loading.next_unread, self.services.library, self.row())
        self.fetch(work, Next, "next")

    @on(Next)
    def _next(self, message: Next) -> None:
        if message.listing is None:
            self.say("Nothing else is unread.")
        else:
            self.reader.read_on(message.listing.article)

    # -- what can be done
    def action_read(self) -> None:
        """Mark as read, or as unread."""
        self._do_here(deeds.read)

    def action_star(self) -> None:
        """Put a star on it, or take it off."""
        self._do_here(deeds.star)

    def action_archive(self) -> None:
        """Put it into the archive, or back."""
        self._do_here(deeds.archive)

    def action_remove(self) -> None:
        """Take it out of the list."""
        self._do_here(deeds.remove)

    def action_tag(self) -> None:
        """Ask for its tags."""
        self._with_row(self._ask_tags)

    def _ask_tags(self, row: Listing) -> None:
        from tuireader.tui.screens.ask import AskDialog, Question

        question = Question(
            title="Tags",
            value=", ".join(row.tags),
            example="harbour, to quote",
            hint="Commas part tags · Enter keeps them · Esc leaves them",
        )

        def told(words: str | None) -> None:
            if words is not None:
                now = self.services.clock()
                self.do(partial(deeds.tag, self.services.library, row, now, words))

        self.app.push_screen(AskDialog(question), told)

    def action_mute(self) -> None:
        """Ask what to hide; where it is hidden already, show it again."""
        self._with_row(self._ask_mute)

    def _ask_mute(self, row: Listing) -> None:
        library = self.services.library
        if row.muted:
            self.do(partial(deeds.unmute, library, row))
            return
        from tuireader.tui.screens.ask import AskDialog, Question

        question = Question(
            title="Mute a source, or headlines with a phrase",
            value=deeds.mute_words(row),
            example="source: NAME, or a phrase",
            hint="Enter hides them from all lists · Esc leaves it",
        )

        def told(words: str | None) -> None:
            if words and words.removeprefix(deeds.SOURCE).strip():
                self.do(partial(deeds.mute, library, words))

        self.app.push_screen(AskDialog(question), told)
