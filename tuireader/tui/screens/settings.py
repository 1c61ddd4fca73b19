"""Settings: what the config says, changed with a key, seen at once, taken back with another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from tuireader.rendering import Fragment, Line, Role, Sheet, cells, fit
from tuireader.rendering.passage import Passage
from tuireader.tui import options
from tuireader.tui.bindings import bindings
from tuireader.tui.deeds import Deed
from tuireader.tui.keys import Place
from tuireader.tui.options import Option, Value
from tuireader.tui.sample import sample_sheet
from tuireader.tui.screens.ask import AskDialog, Question
from tuireader.tui.screens.doing import DoingScreen
from tuireader.tui.services import Settings
from tuireader.tui.widgets.pinned import Pinned
from tuireader.tui.widgets.rows import Rows
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from textual.binding import BindingType

_TITLE = 16
_VALUE = 18


class OptionList(Rows):
    """Settings, a line each, below the names of their groups."""

    HEIGHT = 1

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Option | str] = []
        self.values: Mapping[str, Value] = {}

    def show(self, values: Mapping[str, Value]) -> None:
        """Show these values."""
        self.values = values
        rows: list[Option | str] = []
        for group in options.groups(values):
            rows += ["", group.title, *group.options]
        self.rows = rows[1:]
        self.reset(len(self.rows), max(1, self.cursor))

    def can_rest(self, index: int) -> bool:
        """Tell whether a row is a setting."""
        return isinstance(self.rows[index], Option)

    def current(self) -> Option | None:
        """Return the setting under the cursor."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, Option) else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a row's line."""
        row = self.rows[index]
        if isinstance(row, str):
            return ((Fragment(" "), Fragment(fit(row, width - 1), Role.HEADING)),)
        said = fit(options.said(row, self.values.get(row.name, "")), _VALUE)
        value = said + " " * (_VALUE - cells(said))
        room = width - _TITLE - _VALUE - 8
        return (
            (
                Fragment("   "),
                Fragment(f"{fit(row.title, _TITLE):<{_TITLE}}  "),
                Fragment(value, Role.STRONG),
                Fragment(f"  {fit(row.help, room)}", Role.DIM),
            ),
        )


class SettingsScreen(DoingScreen):
    """The settings, and from 100 cells on a sample of how a change looks."""

    PLACE = Place.SETTINGS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SETTINGS)
    AUTO_FOCUS = "OptionList"

    def body(self) -> ComposeResult:
        """Yield the settings, the sample, and what the setting under the cursor means."""
        with Horizontal(id="panes"):
            yield OptionList()
            yield SheetView(id="sample")
        yield Pinned(id="about")

    @property
    def rows(self) -> OptionList:
        """Return the settings."""
        return self.query_one(OptionList)

    def on_mount(self) -> None:
        """Show what is set."""
        path = self.services.preferences.path
        self.head(title="Settings", detail=path or "for this session only: nothing is written")
        self.query_one(SheetView).show(partial(sample_sheet, self.app.no_color))
        self.renew()

    def renew(self, article: int | None = None) -> None:  # noqa: ARG002
        """Show what is set now."""
        self.rows.show(self.services.preferences.values())
        self._follow()

    def adjusted(self) -> None:
        """Show what was set, or taken back."""
        self.renew()

    @on(Rows.Moved)
    def _follow(self) -> None:
        self.query_one("#about", Pinned).show(self._about)

    def _about(self, width: int, height: int) -> Sheet:
        del height
        option = self.rows.current()
        if option is None:
            return Sheet((), width)
        how = "Enter goes through the choices" if option.choices else "Enter asks for it"
        when = "" if option.now or option.name.startswith("keys.") else "; from the next start on"
        words = f"{option.name} · {option.help}. {how}{when}."
        return Sheet((Passage(words, width - 2, role=Role.DIM, first=(Fragment(" "),)),), width)

    # -- changing
    def action_open(self) -> None:
        """Go on to the next choice, or ask for a value."""
        option = self.rows.current()
        if option is None:
            return
        value = self.rows.values.get(option.name, "")
        if option.choices:
            self._set(option, option.after(value))
        else:
            self._ask(option, value)

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def _ask(self, option: Option, value: Value) -> None:
        keys = option.name.startswith("keys.")
        shown = value or (options.usual(option.name) if keys else "")
        hint = "Commas part keys · empty: the usual ones" if keys else option.help
        question = Question(
            title=f"{option.title}: {option.help}" if keys else option.title,
            hint=hint,
            value=str(shown),
            refuse=partial(self._refuse, option),
        )

        def told(typed: str | None) -> None:
            found = None if typed is None else options.read(option, typed)
            if found is not None:
                self._set(option, found)

        self.app.push_screen(AskDialog(question), told)

    def _refuse(self, option: Option, typed: str) -> str:
        if option.name.startswith("keys."):
            return options.clash(option.name, typed, self.settings.keys)
        return "" if options.read(option, typed) is not None else "Type a number, 0 or more."

    def _set(self, option: Option, value: Value) -> None:
        """Let a value hold at once, and write it down."""
        preferences, reader, before = self.services.preferences, self.reader, self.settings
        self.reader.adjust(_with(before, option.name, value))

        def work() -> Deed:
            try:
                put_back = preferences.set(option.name, value)
            except Exception:
                self.app.call_from_thread(reader.adjust, before)
                raise

            def undo() -> None:
                put_back()
                self.app.call_from_thread(reader.adjust, before)

            return Deed(f"{option.title}: {options.said(option, value) or 'none'}.", undo)

        self.do(work)


def _with(settings: Settings, name: str, value: Value) -> Settings:
    """Return settings with a value changed; what isn't the reader's leaves them as they are."""
    table, _, key = name.rpartition(".")
    if table == "keys":
        return replace(settings, keys={**settings.keys, key: str(value)})
    if name == "theme":
        return replace(settings, theme=str(value))
    if name == "motion":
        return replace(settings, motion=bool(value))
    return replace(settings, measure=int(value)) if name == "measure" else settings
