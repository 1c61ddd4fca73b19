"""A line to type in at the foot of a screen: search as you type."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label

from tuireader.tui.messages import Sought, SoughtEnough


class Finder(Horizontal):
    """Out of sight until it is opened. Enter keeps the words, Esc forgets them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Yield the slash and the line."""
        yield Label("/", markup=False)
        yield Input(compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Begin."""
        self.open(self._words)

    def open(self, words: str) -> None:
        """Come into sight with some words."""
        self.display = True
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = words
        line.cursor_position = len(words)
        line.focus()

    def close(self) -> None:
        """Go out of sight."""
        self.display = False
        self.post_message(SoughtEnough())

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Sought(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()

    def on_key(self, event: events.Key) -> None:
        """Forget the words on Esc, and keep keys of the screen from being taken."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.query_one(Input).value = ""
            self.close()
