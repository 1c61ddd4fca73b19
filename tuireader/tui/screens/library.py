"""The library: the list of articles, and from 100 cells on a reading pane beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from tuireader.rendering import Fragment, Line, Role, outlook_words
from tuireader.tui import deeds, loading
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import Counted, Opened, Outlook, PageLoaded, Sought, SoughtEnough
from tuireader.tui.screens.story import StoryScreen
from tuireader.tui.widgets.articles import BLOCK, ArticleList
from tuireader.tui.widgets.reading import Reading
from tuireader.tui.widgets.rows import Rows
from tuireader.tui.widgets.sheet_view import is_covered

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tuireader.library.protocol import Wanted
    from tuireader.model import Listing

_LINGER = 0.12
"""Seconds the cursor has to rest on an article before the pane opens it."""
_OUTLOOK_EVERY = 10.0
"""Seconds between two looks at what is due, while nothing else happens."""
_PAUSE = 0.1
"""Seconds without a key before what was typed is searched for."""

FILTERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {}),
    ("unread", {"unread": True}),
    ("changed", {"changed": True}),
    ("silent", {"silent": True}),
    ("starred", {"starred": True}),
    ("archived", {"archived": True}),
    ("muted", {"muted": True, "archived": None}),
)
"""Their names, and what each makes of `Wanted`."""


class LibraryScreen(StoryScreen):
    """The list, and what is done with one article of it."""

    PLACE = Place.LIBRARY
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LIBRARY)
    AUTO_FOCUS = "ArticleList"
    CSS_PATH = None

    def __init__(self, first: Sequence[Listing] = ()) -> None:
        super().__init__()
        self._first = first
        self.filter = 0
        self.query_words = ""
        self._loaded = -1
        self._silent = 0
        self._outlook = Outlook(0, 0, None, False)
        self._looking_out: Timer | None = None
        self._early: Counted | None = None
        self._linger: Timer | None = None
        self._typing: Timer | None = None

    def body(self) -> ComposeResult:
        """Yield the list and the pane."""
        with Horizontal(id="panes"):
            yield ArticleList(self.services.clock)
            yield Reading(self.settings, id="pane")

    @property
    def articles(self) -> ArticleList:
        """Return the list."""
        return self.query_one(ArticleList)

    @property
    def pane(self) -> Reading:
        """Return the reading pane."""
        return self.query_one(Reading)

    def on_mount(self) -> None:
        """Begin with the rows that are known: a key may be about them before all are read."""
        self.head(title="Library")
        if self._first:
            self.articles.fill(0, self._first)
            self.articles.reset(len(self._first), 0)
            self._follow()
            self.call_after_refresh(self.reload)  # they are the first frame
        else:
            self.reload()

    def on_screen_resume(self) -> None:
        """Take note of what other screens did to the library."""
        if self.is_mounted and self._loaded >= 0:
            self.reload()

    def grew(self) -> None:
        """Show what was written, where the list is in sight; else coming back to it will."""
        if self.is_current:
            self.reload()

    # -- the list
    def wanted(self) -> Wanted:
        """Return which articles the filter and the search ask for."""
        from tuireader.library.protocol import Wanted  # here: the first frame does without

        return replace(Wanted(**FILTERS[self.filter][1]), query=self.query_words or None)

    def reload(self) -> None:
        """Read the list anew, keeping the cursor on its article."""
        stamp = self.articles.renew()
        wanted, library = self.wanted(), self.services.library
        whole = loading.picked(wanted)
        self._load(stamp, 0 if whole else self.articles.cursor // BLOCK * BLOCK)
        silent = replace(wanted, silent=True, changed=True)
        self.fetch(
            lambda: (
                None if whole else loading.count(library, wanted),
                loading.count(library, silent),
            ),
            lambda found: Counted(stamp, *found),
            "count",
        )

    def _load(self, stamp: int, first: int) -> None:
        wanted = self.wanted()
        most = loading.PICKED_MOST if loading.picked(wanted) else BLOCK
        wanted = replace(wanted, offset=first, limit=most)
        library = self.services.library
        self.fetch(
            lambda: library.listings(wanted),
            lambda rows: PageLoaded(stamp, first, rows),
            f"rows-{first}",
        )

    @on(ArticleList.Wanted)
    def _wanted(self, message: ArticleList.Wanted) -> None:
        if message.stamp == self.articles.stamp:
            self._load(message.stamp, message.first)

    @on(PageLoaded)
    def _page_loaded(self, message: PageLoaded) -> None:
        articles = self.articles
        if message.stamp != articles.stamp:
            return
        if message.stamp == self._loaded:
            articles.fill(message.first, message.rows)
            return
        if not message.rows and message.first:
            self._load(message.stamp, 0)
            return
        self._renewed(message)

    def _renewed(self, message: PageLoaded) -> None:
        """Show a new list's first rows."""
        articles = self.articles
        self._loaded = message.stamp
        articles.clear_rows()
        articles.fill(message.first, message.rows)
        end = message.first + len(message.rows)
        full = len(message.rows) == BLOCK and not loading.picked(self.wanted())
        index = articles.index_of(self.article) if self.article is not None else None
        cursor = articles.cursor if index is None else index
        articles.empty = self._empty()
        articles.reset(max(end, articles.count) if full else end, cursor)
        if not (end or self.filter or self.query_words):
            self._welcome()
        self._follow()
        self._tell()
        self._look_out()
        if self._looking_out is None:
            self._looking_out = self.set_interval(_OUTLOOK_EVERY, self._look_out)
        if self._early is not None:
            self._counted(self._early)

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        articles = self.articles
        if message.stamp != articles.stamp:
            return
        if message.stamp != self._loaded:  # the rows are still on their way
            self._early = message
            return
        self._early = None
        self._silent = message.silent
        if message.count is not None and articles.count != message.count:
            articles.reset(message.count, articles.cursor)
        self._tell()

    def _look_out(self) -> None:
        """Ask what is due, and whether a watch sees to it."""
        if self.is_current:
            self.fetch(partial(loading.outlook, self.services), lambda found: found, "outlook")

    @on(Outlook)
    def _looked_out(self, message: Outlook) -> None:
        self._outlook = message
        now = self.services.clock()
        due = message.due + message.feeds
        words = outlook_words(message.following, now, due, message.watched)
        self.head(outlook="made-up stories, offline" if self.services.offline else words)
        self._tell()

    def _welcome(self) -> None:
        """Say how to begin."""
        from tuireader.tui.screens.welcome import WelcomeScreen

        if self.is_current:
            self.app.push_screen(WelcomeScreen())

    def _tell(self) -> None:
        """Say how many articles there are, and what is to be known of them."""
        count = self.articles.count
        pieces = [f"{count:,} article{'' if count == 1 else 's'}"]
        if FILTERS[self.filter][0]:
            pieces[0] = f"{count:,} {FILTERS[self.filter][0]}"
        if self._silent:
            pieces.append(f"{self._silent:,} new silent edit{'s' * (self._silent > 1)}")
        if self._outlook.due:
            pieces.append(f"{self._outlook.due:,} due")
        if self._outlook.feeds:
            feeds = self._outlook.feeds
            pieces.append(f"{feeds:,} feed{'s' * (feeds > 1)} due")
        if self.query_words:
            pieces.append(f"“{self.query_words}”")
        self.head(detail=" · ".join(pieces))

    def _empty(self) -> tuple[Line, ...]:
        """Return what an empty list says: what to do next."""
        if self.query_words:
            words = ["No headline fits.", "Esc shows all again; then s searches every text."]
        elif self.filter:
            words = [f"No article is {FILTERS[self.filter][0]}.", "f goes on to the next filter."]
        else:
            words = ["No articles yet.", "a adds one by its address, F follows a feed."]
        lines = [(Fragment("   "), Fragment(each, Role.DIM)) for each in words]
        return ((), *lines)

    # -- the cursor and the pane
    @on(Rows.Moved)
    def _moved(self) -> None:
        row = self.articles.current()
        if row is None or row.article != self.article:  # a key has been here already
            self._follow()

    def _follow(self) -> None:
        """Let the article be the one under the cursor, and the pane show it soon."""
        row = self.articles.current()
        if row is None:
            self.article, self.url = None, ""
            self.pane.clear()
            return
        self.article, self.url = row.article, row.url
        if self._linger is None:
            self._linger = self.set_interval(_LINGER, self._preview)
        else:
            self._linger.reset()  # one timer for all keys: another for each would cost more

    def _preview(self) -> None:
        """Open the article in the pane, once the cursor rests on it."""
        if self._linger is not None:
            self._linger.pause()
        article = self.article
        if article is not None and self.pane.display and not is_covered(self):
            library = self.services.library
            self.fetch(
                partial(loading.open_article, library, article), lambda found: found, "preview"
            )

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        if message.listing.article == self.article:
            self.pane.open(message)

    def on_resize(self) -> None:
        """Fill the pane where the screen grew wide enough for one."""
        if self._loaded >= 0:
            self._follow()

    # -- actions
    def action_open(self) -> None:
        """Read the article."""
        if self.article is None:
            self.lacks()
            return
        from tuireader.tui.screens.article import ArticleScreen

        self.app.push_screen(ArticleScreen(self.article))

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_pane(self) -> None:
        """Go from the list to the pane, or back."""
        if self.pane.display:
            (self.pane if self.articles.has_focus else self.articles).focus()
        else:
            self.say("There is one pane at this width: Enter opens the article.")

    def action_filter(self) -> None:
        """Go on to the next filter."""
        self.filter = (self.filter + 1) % len(FILTERS)
        self.say(f"Showing {FILTERS[self.filter][0] or 'all'} articles.")
        self.reload()

    def action_find(self) -> None:
        """Search in headlines."""
        self.seek(self.query_words)

    @on(Sought)
    def _sought(self, message: Sought) -> None:
        self.query_words = message.words
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_PAUSE, self._search)

    def _search(self) -> None:
        self.articles.cursor = 0
        self.article = None
        self.reload()

    @on(SoughtEnough)
    def _found(self) -> None:
        self.articles.focus()

    def action_next_unread(self) -> None:
        """Open the article under the cursor if it is unread, else the next that is."""
        row = self.row()
        if row is not None and (row.unread or row.changed):
            self.action_open()
        else:
            super().action_next_unread()

    def action_add(self) -> None:
        """Ask for an address and save it."""
        from tuireader.tui.screens.add import AddDialog

        self.app.push_screen(AddDialog(), self.reader.add)

    def action_check_due(self) -> None:
        """Look at all that are due."""
        self.reader.check(None)

    # -- what is done to articles
    def row(self) -> Listing | None:
        """Return the row under the cursor."""
        return self.articles.current()

    def renew(self, article: int | None = None) -> None:
        """Show the list as it is now, with the cursor on an article."""
        self.article = article or self.article
        self.reload()

    def action_read_all(self) -> None:
        """Mark all articles of this list as read."""
        library, wanted, now = self.services.library, self.wanted(), self.services.clock()
        self.do(partial(deeds.read_all, library, wanted, now))

    def action_show_all(self) -> None:
        """Leave the search and the filter."""
        if not (self.query_words or self.filter):
            self.say("All articles are shown; q leaves the reader.")
            return
        self.query_words, self.filter = "", 0
        self.reload()

    def action_leave(self) -> None:
        """Leave the search and the filter, else the reader."""
        if self.query_words or self.filter:
            self.action_show_all()
        else:
            self.app.exit()
