"""The reader's app: it holds the services, runs checks, and hands what they bring to screens."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import constants, on
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.css.query import NoMatches
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from tuireader import resources
from tuireader.errors import TuireaderError
from tuireader.tui import colours, themes
from tuireader.tui.background import begin
from tuireader.tui.bindings import palette
from tuireader.tui.colourless import COLOURLESS
from tuireader.tui.keys import Place, actions, shown
from tuireader.tui.messages import Checked, Failed, FeedLooked, LibraryGrew, Spot, Swept
from tuireader.tui.prepaint import RELEASE, release_signals
from tuireader.tui.screens.base import LATER, ReaderScreen
from tuireader.tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from tuireader.model import Check, Listing
    from tuireader.pipeline.feeding import Refreshed
    from tuireader.tui.deeds import Deed
    from tuireader.tui.desk import Spans
    from tuireader.tui.services import Services, Settings

_LOOK_EVERY = 2.0
"""Seconds between two glances at whether another process wrote to the library."""


class Reader(App[int]):
    """The reader. Its exit status is what it returns."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-middle"), (100, "-wide")]  # noqa: RUF012
    CSS_PATH = resources.styles() / "reader.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {palette}  # noqa: RUF012 - Textual's way

    def __init__(
        self, services: Services, settings: Settings, first: Sequence[Listing] = ()
    ) -> None:
        """Take what the reader works with, and the rows that were painted before it was there."""
        super().__init__()
        self._first = first
        self.services = services
        self.settings = settings
        self.title = settings.title
        self.no_color = self.no_color or not settings.colour
        self._glide(settings)
        self.found: list[Any] | None = None
        """The terminal's modes before anything was painted; None: as Textual finds them."""
        self._seen = 0
        self.deeds: list[Deed] = []
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self._theme()
        self.stylesheet.set_variables(self.get_css_variables())
        self._fresh = True
        self.set_keymap({name: keys for name, keys in settings.keys.items() if keys})
        if settings.panes == 1:
            self.HORIZONTAL_BREAKPOINTS = type(self).HORIZONTAL_BREAKPOINTS[:-1]

    def _glide(self, settings: Settings) -> None:
        """Let things glide, or have none of it."""
        self.animation_level = constants.TEXTUAL_ANIMATIONS if settings.motion else "none"

    def _theme(self) -> str:
        """Choose the theme: the terminal's own colours where none are wanted."""
        if self.no_color:
            return colours.PLAIN
        wanted = self.settings.theme
        return wanted if wanted in self.available_themes else colours.DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our variables to themes that don't know them."""
        return themes.variables(self.current_theme.dark, self.current_theme.ansi)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew; not for the theme one begins with, which is in place already."""
        if self._fresh:
            self._fresh = False
            return
        super().refresh_css(animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through: without colour, Textual's own would leave greys."""
        return (COLOURLESS,) if self.no_color else super().get_line_filters()

    def get_default_screen(self) -> Screen[None]:
        """Begin with the library."""
        return LibraryScreen(self._first)

    # -- the process
    def start(self) -> int:
        """Run until the user leaves, and return the exit status."""
        status = self.run(mouse=self.settings.mouse)
        if self._exception is not None:  # the command line logs it, and says where
            failed = self._exception
            raise failed.error if isinstance(failed, WorkerFailed) else failed
        return status or (self.return_code or 0)

    def _handle_exception(self, error: Exception) -> None:
        """Crash; but a screen that was still being built when the user left just lacks widgets."""
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End after a bug, without a traceback over the user's terminal."""
        self._close_messages_no_wait()

    def on_mount(self) -> None:
        """Leave in good order when told to, and watch for what other processes write."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                loop.add_signal_handler(number, self.exit)
            except (NotImplementedError, RuntimeError, ValueError):
                continue  # not on this platform, or not in the main thread
        release_signals()
        if self.found is not None and self._driver is not None:
            # What a pager or a shell is to find: the driver noted what was there when it came.
            setattr(self._driver, "attrs_before", self.found)  # noqa: B010 - Unix drivers' own
        self.set_interval(_LOOK_EVERY, self._glance)
        self.call_after_refresh(self._release)

    def _release(self) -> None:
        """Let the terminal show the first frame; what styles the other screens is read after it."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(RELEASE)
        self.stylesheet.read(LATER)
        self.stylesheet.parse()

    def _glance(self) -> None:
        begin(self, self._look_at_stamp, "stamp")

    async def _look_at_stamp(self) -> None:
        try:
            stamp = await asyncio.to_thread(self.services.library.stamp)
        except TuireaderError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(LibraryGrew(stamp))

    @on(LibraryGrew)
    def _grew(self, message: LibraryGrew) -> None:
        grew = message.stamp != self._seen and self._seen != 0
        self._seen = message.stamp
        if grew and isinstance(self.screen, ReaderScreen):
            self.screen.grew()

    # -- checks
    def check(self, articles: Sequence[int] | None) -> None:
        """Look at articles now; None: those that are due."""
        count = None if articles is None else len(articles)
        source = partial(self.services.check, articles)
        begin(self, partial(self._sweep, source, count), "check", exclusive=False)

    def add(self, source: str | None) -> None:
        """Save an article."""
        if source:
            start = partial(self.services.add, source)
            begin(self, partial(self._sweep, start, 1), "check", exclusive=False)

    def save_entry(self, entry: int) -> None:
        """Make an article of a feed's entry."""
        start = partial(self.services.subscriptions.save, entry)
        begin(self, partial(self._sweep, start, 1), "check", exclusive=False)

    def stop(self) -> bool:
        """End the looks that are under way, if any; what they brought so far stays."""
        ended = bool(self.workers.cancel_group(self, "check"))
        if ended:
            self.post_message(Swept(-1))
        return ended

    async def _sweep(self, start: partial[AsyncIterator[Check]], count: int | None) -> None:
        """Post a message for each look that ends."""
        self.post_message(Swept(0, started=True))
        done = 0
        try:
            async for check in start():
                done += 1
                self.post_message(Checked(check, done, count))
        except TuireaderError as error:
            self.post_message(Failed(error))
        self.post_message(Swept(done))

    @on(Checked)
    def _checked(self, message: Checked) -> None:
        check = message.check
        for screen in self._readers():
            screen.busy(f"looked at {message.done}")
            screen.checked(check)
        if message.count == 1:
            from tuireader.tui.outcomes import outcome

            self._say(outcome(check))

    @on(Swept)
    def _swept(self, message: Swept) -> None:
        for screen in self._readers():
            screen.busy("looking …" if message.started else "")
        if not message.started and message.count <= 0:
            self._say("Stopped." if message.count else "Nothing is due.")

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self._say(str(message.error))

    # -- feeds
    def follow(self, url: str | None) -> None:
        """Follow the feed of an address."""
        if url:
            start = partial(self.services.subscriptions.follow, url)
            begin(self, partial(self._take_in, start, 1), "check", exclusive=False)

    def refresh_feeds(self, feeds: Sequence[int]) -> None:
        """Look at feeds now."""
        if feeds:
            start = partial(self.services.subscriptions.refresh, feeds)
            begin(self, partial(self._take_in, start, len(feeds)), "check", exclusive=False)

    async def _take_in(self, start: partial[AsyncIterator[Refreshed]], count: int) -> None:
        """Post a message for each look at a feed that ends."""
        done = 0
        self.post_message(FeedLooked(None, done, count))
        try:
            async for refreshed in start():
                done += 1
                self.post_message(FeedLooked(refreshed, done, count))
        except TuireaderError as error:
            self.post_message(Failed(error))
        self.post_message(FeedLooked(None, count, count))

    @on(FeedLooked)
    def _feed_looked(self, message: FeedLooked) -> None:
        ended = message.refreshed is None and message.done
        for screen in self._readers():
            screen.busy("" if ended else f"looked at {message.done} of {message.count} feeds")
            screen.looked(message)
        if message.refreshed is not None:
            from tuireader.tui.outcomes import brought

            self._say(brought(message.refreshed))

    def _readers(self) -> list[ReaderScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, ReaderScreen)]

    def _say(self, words: str) -> None:
        if isinstance(self.screen, ReaderScreen):
            self.screen.say(words)

    # -- screens, whose modules are imported when they are first asked for
    def read_on(self, article: int) -> None:
        """Open an article, in place of the one that is open."""
        from tuireader.tui.screens.article import ArticleScreen

        if isinstance(self.screen, ArticleScreen):
            self.switch_screen(ArticleScreen(article))
        else:
            self.push_screen(ArticleScreen(article))

    def show_help(self, place: Place) -> None:
        """Show the keys of a place."""
        from tuireader.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(place))

    def show_diff(self, article: int, before: int | None = None, after: int | None = None) -> None:
        """Show what changed between two snapshots; None and None: the last two that differ."""
        from tuireader.tui.screens.diff import DiffScreen

        self.push_screen(DiffScreen(article, before, after))

    def show_timeline(self, article: int) -> None:
        """Show an article's history."""
        from tuireader.tui.screens.timeline import TimelineScreen

        self.push_screen(TimelineScreen(article))

    def show_feeds(self, *, asking: bool = False) -> None:
        """Show what is followed; `asking`: ask for another feed at once."""
        from tuireader.tui.screens.feeds import FeedsScreen

        self.push_screen(FeedsScreen(asking=asking))

    def show_settings(self) -> None:
        """Show what can be set."""
        from tuireader.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def show_changes(self, source: str = "") -> None:
        """Show what publishers changed, or one of them."""
        from tuireader.tui.screens.changes import ChangesScreen

        self.push_screen(ChangesScreen(source))

    def show_sources(self) -> None:
        """Show the ledger."""
        from tuireader.tui.screens.sources import SourcesScreen

        self.push_screen(SourcesScreen())

    def show_search(self) -> None:
        """Search everything."""
        from tuireader.tui.screens.search import SearchScreen

        self.push_screen(SearchScreen())

    def show_trace(self, phrase: str, article: int | None = None) -> None:
        """Show where a wording stood, in this article first."""
        from tuireader.tui.screens.trace import TraceScreen

        self.push_screen(TraceScreen(phrase, article))

    def show_passage(self, article: int, snapshot: int | None, text: str, spans: Spans) -> None:
        """Show a passage of an article; `snapshot` None: in the newest one."""
        from tuireader.tui.screens.article import ArticleScreen

        self.push_screen(ArticleScreen(article, snapshot, Spot(text, spans)))

    # -- other programs, other settings
    def copy(self, text: str, what: str) -> None:
        """Copy some text: through the terminal, and to this machine's clipboard if there is one."""
        self.copy_to_clipboard(text)
        begin(self, partial(self._copy, text, what), "copy")

    async def _copy(self, text: str, what: str) -> None:
        reached = await asyncio.to_thread(self.services.outside.copy, text)
        where = "is on the clipboard" if reached else "was sent to the terminal's clipboard"
        self._say(f"{what} {where}.")

    def lend(self, work: Callable[[], object]) -> None:
        """Lend the terminal to another program for as long as `work` takes."""
        try:
            with self.suspend():
                work()
        except SuspendNotSupported:
            self._say("There is no terminal to lend here.")
        except TuireaderError as error:
            self._say(str(error))

    def adjust(self, settings: Settings) -> None:
        """Go on with other settings."""
        self.settings = settings
        self._glide(settings)
        self.theme = self._theme()
        self.set_keymap({name: keys for name, keys in settings.keys.items() if keys})
        for screen in self._readers():
            screen.name_keys()
            screen.adjusted()

    # -- the rest
    def browse(self, url: str) -> None:
        """Open an address in the user's browser; only web addresses are."""
        if url.startswith(("http://", "https://")):
            begin(self, partial(self._browse, url), "browse", exclusive=False)

    async def _browse(self, url: str) -> None:
        outside = self.services.outside
        browsed = await asyncio.to_thread(outside.browse, url)
        if browsed == "terminal":
            self.lend(partial(outside.browse_here, url))
        elif browsed == "none":
            self.post_message(Failed(TuireaderError("There is no browser here for it:", url)))
        else:
            self._say("The page is in your browser.")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every action of the screen, and the themes."""
        if isinstance(screen, ReaderScreen):
            for action in actions(screen.PLACE, self.settings.keys):
                if action.id != "command_palette":
                    run = partial(screen.run_action, action.id)
                    title = f"{action.text.capitalize()}: {action.help}"
                    yield SystemCommand(title, "  ".join(map(shown, action.keys)), run)
        yield SystemCommand("Theme: choose another look", "", self.action_change_theme)
