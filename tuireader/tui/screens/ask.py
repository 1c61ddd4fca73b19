"""Asks for a line of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from tuireader.tui.screens.base import LATER


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked. `refuse`: says what is wrong with an answer; empty: nothing."""

    title: str
    hint: str
    value: str = ""
    example: str = ""
    refuse: Callable[[str], str] = lambda _: ""


class AskDialog(ModalScreen[str | None]):
    """Gives back what was typed, or None where the user thought better of it."""

    CSS_PATH = LATER
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave it", show=False)]

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """Yield the question, the line, and what may be typed there."""
        asked = self.question
        with Vertical():
            yield Label(asked.title, id="title", markup=False)
            yield Input(asked.value, placeholder=asked.example, compact=True)
            yield Label(asked.hint, id="hint", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        words = event.value.strip()
        complaint = self.question.refuse(words)
        if complaint:
            self.query_one("#hint", Label).update(complaint)
        else:
            self.dismiss(words)

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss(None)
