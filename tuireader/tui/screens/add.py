"""Asks for the address of an article."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label


class AddDialog(ModalScreen[str]):
    """Gives back the address, or nothing where the user thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave it", show=False)]

    def compose(self) -> ComposeResult:
        """Yield the line and what may be typed there."""
        with Vertical():
            yield Label("Add an article", id="title", markup=False)
            yield Input(placeholder="https://…", compact=True)
            yield Label("", id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._hint("Enter saves it · Esc leaves it")

    def _hint(self, words: str) -> None:
        self.query_one("#hint", Label).update(words)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        source = event.value.strip()
        host = source.split("://")[-1].split("/")[0]
        if not source:
            self.dismiss("")
        elif " " in source or not (set(host) & set(".:") or host == "localhost"):
            self._hint("That is no address. One looks like https://example.org/story")
        else:
            self.dismiss(source)

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss("")
