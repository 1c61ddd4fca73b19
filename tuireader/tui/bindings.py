"""The table of actions as Textual wants it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tuireader.tui.keys import Place, actions


def bindings(place: Place) -> list[BindingType]:
    """Return a screen's bindings; the app's keymap may give any `id` other keys."""
    return [
        Binding(",".join(action.keys), action.id, action.help, show=False, id=action.id)
        for action in actions(place)
    ]
