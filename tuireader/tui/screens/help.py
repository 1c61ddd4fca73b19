"""The keys of a screen and the signs of the list, made from the same tables as the rest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from tuireader.rendering import LEGEND, Fragment, Line, Role, Sheet
from tuireader.rendering.passage import Fixed, Part, Passage
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Action, Place, actions, shown
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType

_KEYS = 16
"""Cells for the keys of an action."""


class HelpScreen(ReaderScreen):
    """What can be done on the screen it was called from."""

    PLACE = Place.HELP
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.HELP)
    AUTO_FOCUS = "SheetView"

    def __init__(self, about: Place) -> None:
        super().__init__()
        self.about = about

    def body(self) -> ComposeResult:
        """Yield the sheet."""
        yield SheetView(id="help")

    def on_mount(self) -> None:
        """Show the keys."""
        self.head(title="Help", detail=f"keys of the {self.about.value} screen")
        self.query_one(SheetView).show(partial(help_sheet, self.about, self.settings.keys))


def help_sheet(about: Place, keys: Mapping[str, str], width: int) -> Sheet:
    """Set the keys of a screen, then those that work everywhere, then the signs."""
    everywhere = frozenset(Place) - {Place.HELP}
    here = [each for each in actions(about, keys) if not each.places >= everywhere]
    always = [each for each in actions(about, keys) if each.places >= everywhere]
    signs = [
        (Fragment(f"   {sign.character}  ", sign.role), Fragment(sign.words)) for sign in LEGEND
    ]
    parts: list[Part] = [
        _title("Here", width),
        Fixed(*(_line(each) for each in here), ()),
        _title("Everywhere", width),
        Fixed(*(_line(each) for each in always), ()),
        _title("Signs", width),
        Fixed(*signs, ()),
    ]
    return Sheet(parts, width)


def _title(words: str, width: int) -> Passage:
    return Passage(words, width, role=Role.HEADING, first=(Fragment("   "),))


def _line(action: Action) -> Line:
    names = "  ".join(shown(key) for key in action.keys)
    keys = Fragment(f"   {names:<{_KEYS}}  ", Role.KEY)
    return keys, Fragment(action.help)
