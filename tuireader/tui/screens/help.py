"""The keys of a screen and the signs of the list, made from the same tables as the rest."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from tuireader.rendering import LEGEND, Fragment, Line, Role, Sheet, Sign, cells
from tuireader.rendering.passage import Fixed, Passage
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Action, Place, actions, shown
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import BindingType

_KEYS = 12
"""Cells for the keys of an action."""
_COLUMN = 56
"""Cells of a column; there are two where both have room."""
_MARGIN = "   "


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
    """Set the keys of a screen, then those that work everywhere, then the signs.

    The latter two stand beside the first where there is room.
    """
    known = list(actions(about, keys))
    here = [each for each in known if not _everywhere(each)]
    always = [each for each in known if _everywhere(each)]
    room = width // 2 if width >= 2 * _COLUMN else width
    left = _group("Here", map(_of_action, here), room)
    right = [
        *_group("Everywhere", map(_of_action, always), room),
        *_group("Signs", map(_of_sign, LEGEND), room),
    ]
    if room == width:
        return Sheet([*left, *right], width)
    return Sheet([_beside(Sheet(left, room), Sheet(right, room))], width)


def _everywhere(action: Action) -> bool:
    """Tell whether an action is on all screens but help, or but the one it leads to."""
    return len(action.places) >= len(Place) - 2


def _group(title: str, lines: Iterable[tuple[Fragment, str]], width: int) -> list[Passage]:
    """Set a title and what stands below it: a key or sign in bold, and words."""
    found = [Passage(title, width, role=Role.HEADING, first=(Fragment(" "),))]
    for first, words in lines:
        rest = Fragment(" " * cells(_MARGIN + first.text))
        found.append(Passage(words, width - 1, first=(Fragment(_MARGIN), first), rest=(rest,)))
    return [*found, Passage("", width)]


def _of_action(action: Action) -> tuple[Fragment, str]:
    names = "  ".join(shown(key) for key in action.keys)
    return Fragment(f"{names:<{_KEYS}}  ", Role.KEY), action.help


def _of_sign(sign: Sign) -> tuple[Fragment, str]:
    return Fragment(f"{sign.character:<{_KEYS}}  ", sign.role), sign.words


def _beside(left: Sheet, right: Sheet) -> Fixed:
    """Put two sheets side by side."""
    lines: list[Line] = []
    for ours, theirs in zip_longest(left.lines(), right.lines(), fillvalue=()):
        gap = left.width - sum(cells(each.text) for each in ours)
        lines.append((*ours, Fragment(" " * gap), *theirs) if theirs else ours)
    return Fixed(*lines)
