"""The table of actions as Textual wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from tuireader.tui.keys import Place, actions

if TYPE_CHECKING:
    from textual.command import Provider


def bindings(place: Place) -> list[BindingType]:
    """Return a screen's bindings; the app's keymap may give any `id` other keys."""
    return [
        Binding(",".join(action.keys), action.id, action.help, show=False, id=action.id)
        for action in actions(place)
    ]


def palette() -> type[Provider]:
    """Return what fills the palette; it is imported when that is first opened."""
    from tuireader.tui.commands import Actions

    return Actions
