"""Feeds: what is followed, and the entries that no article was made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from tuireader.model import Check, CheckStatus, Feed
from tuireader.rendering import Fragment, Line, Role
from tuireader.tui import subscribing
from tuireader.tui.bindings import bindings
from tuireader.tui.deeds import Deed
from tuireader.tui.keys import Place
from tuireader.tui.messages import FeedLooked, FeedsLoaded
from tuireader.tui.screens.add import no_address
from tuireader.tui.screens.ask import AskDialog, Question
from tuireader.tui.screens.doing import DoingScreen
from tuireader.tui.widgets.feeds import EntryList, FeedList
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType


class FeedsScreen(DoingScreen):
    """The feeds, and beside them (or behind Enter) what the one under the cursor still holds."""

    PLACE = Place.FEEDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FEEDS)
    AUTO_FOCUS = "FeedList"

    def __init__(self, *, asking: bool = False) -> None:
        super().__init__()
        self._asking = asking

    def body(self) -> ComposeResult:
        """Yield the feeds and the entries."""
        with Horizontal(id="panes"):
            yield FeedList(self.services.clock)
            yield EntryList(self.services.clock)

    @property
    def feeds(self) -> FeedList:
        """Return the list of feeds."""
        return self.query_one(FeedList)

    @property
    def entries(self) -> EntryList:
        """Return the list of entries."""
        return self.query_one(EntryList)

    def on_mount(self) -> None:
        """Fetch the feeds."""
        self.head(title="Feeds")
        self.load()
        if self._asking:
            self.action_follow()

    def load(self) -> None:
        """Fetch the feeds and their waiting entries."""
        library = self.services.library
        self.fetch(lambda: subscribing.feeds(library), FeedsLoaded, "feeds")

    @on(FeedsLoaded)
    def _loaded(self, message: FeedsLoaded) -> None:
        feeds, was = self.feeds, self.feeds.current()
        feeds.feeds = message.feeds
        feeds.empty = _lines(
            "No feeds yet.",
            "",
            "a   follows one: type its address, or that",
            "    of a news page, which names its feed",
        )
        numbers = [each.feed.number for each in message.feeds]
        known = was is not None and was.feed.number in numbers
        feeds.reset(len(numbers), numbers.index(was.feed.number) if known and was else 0)
        self._tell()
        self._follow()

    def _tell(self) -> None:
        count = len(self.feeds.feeds)
        waiting = sum(len(each.waiting) for each in self.feeds.feeds)
        failed = sum(each.feed.error is not None for each in self.feeds.feeds)
        pieces = [f"{count} feed{'' if count == 1 else 's'}"]
        pieces += [f"{waiting} entr{'y' if waiting == 1 else 'ies'} not saved"] if waiting else []
        pieces += [f"{failed} failed"] if failed else []
        self.head(detail=" · ".join(pieces) if count else "")

    @on(Rows.Moved)
    def _follow(self) -> None:
        """Show the entries of the feed under the cursor."""
        here, entries = self.feeds.current(), self.entries
        waiting = here.waiting if here else ()
        if waiting != entries.entries:
            entries.entries = waiting
            entries.reset(len(waiting), entries.cursor)
        entries.empty = _lines(_no_entries(here.feed)) if here else ()
        entry = entries.current() if entries.has_focus else None
        self.url = entry.entry.url if entry else (here.feed.home or here.feed.url) if here else ""
        self.set_class(entries.has_focus and here is not None, "-entries")

    def on_descendant_focus(self) -> None:
        """Let the address be that of what is in focus."""
        if self.is_mounted:
            self._follow()

    # -- moving between the lists
    def action_pane(self) -> None:
        """Go to the other list."""
        if self.feeds.count:
            (self.feeds if self.entries.has_focus else self.entries).focus()
        else:
            self.lacks("feed")

    def action_open(self) -> None:
        """Go to the feed's entries; there, save the one under the cursor."""
        if self.entries.has_focus:
            self.action_save_entry()
        elif self.feeds.count:
            self.add_class("-entries")
            self.entries.focus()
        else:
            self.lacks("feed")

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_back(self) -> None:
        """Go back to the feeds, then to the screen before."""
        if self.entries.has_focus:
            self.remove_class("-entries")
            self.feeds.focus()
        else:
            super().action_back()

    # -- over the network
    def action_follow(self) -> None:
        """Ask for an address and follow the feed that is there."""
        question = Question(
            title="Follow a feed",
            example="https://…",
            hint="A feed’s own address, or a page that names one · Esc leaves it",
            refuse=no_address,
        )
        self.app.push_screen(AskDialog(question), self.reader.follow)

    def action_refresh(self) -> None:
        """Look at this feed now."""
        here = self.feeds.current()
        if here is None:
            self.lacks("feed")
        else:
            self.reader.refresh_feeds([here.feed.number])

    def action_refresh_all(self) -> None:
        """Look at all feeds now."""
        if self.feeds.count:
            self.reader.refresh_feeds([each.feed.number for each in self.feeds.feeds])
        else:
            self.lacks("feed")

    def action_save_entry(self) -> None:
        """Make an article of the entry under the cursor."""
        entry = self.entries.current()
        if entry is not None:
            self.reader.save_entry(entry.number)
        else:
            self.say("No entry waits here. Tab goes from list to list.")

    def looked(self, message: FeedLooked) -> None:
        """Show what a look at a feed brought."""
        if message.refreshed is not None:
            feed = message.refreshed.feed
            self.feeds.fresh[feed.number] = message.refreshed.new
        self.load()

    def checked(self, check: Check) -> None:
        """Take note of an entry that became an article; it can be taken back."""
        if check.status is CheckStatus.NEW:
            library, now = self.services.library, self.services.clock()
            undo = partial(library.remove, check.article, at=now)
            self.remember(Deed("Saved.", undo, "The article is out of the list again."))
        self.load()

    def grew(self) -> None:
        """Show what was written meanwhile."""
        self.load()

    # -- what is kept
    def renew(self, article: int | None = None) -> None:  # noqa: ARG002
        """Show how things are now."""
        self.load()

    def action_unfollow(self) -> None:
        """Stop following a feed; its articles stay."""
        here = self.feeds.current()
        if here is None:
            self.lacks("feed")
        else:
            self.do(partial(subscribing.unfollow, self.services.library, here))

    def action_rule(self) -> None:
        """Ask which entries become articles by themselves."""
        here = self.feeds.current()
        if here is None:
            self.lacks("feed")
            return
        question = Question(
            title="Save which entries?",
            hint="Commas part words, one of which an entry holds · empty: all · -: none",
            value=subscribing.rule_text(here.feed.words),
            example="flood*, harbour",
        )

        def told(words: str | None) -> None:
            if words is not None:
                rule = subscribing.rule_of(words)
                self.do(partial(subscribing.set_rule, self.services.library, here.feed, rule))

        self.app.push_screen(AskDialog(question), told)


def _no_entries(feed: Feed) -> str:
    if feed.checked_at is None:
        return "Not looked at yet: r looks at it now."
    return "Every entry it has shown is an article." if feed.articles else "It has shown nothing."


def _lines(*words: str) -> tuple[Line, ...]:
    return ((), *((Fragment("   "), Fragment(each, Role.DIM)) for each in words))
