"""Asks for the address of an article."""

from __future__ import annotations

from tuireader.tui.screens.ask import AskDialog, Question


class AddDialog(AskDialog):
    """Gives back the address; nothing, or None, where the user thought better of it."""

    def __init__(self) -> None:
        super().__init__(
            Question(
                title="Add an article",
                example="https://…",
                hint="Enter saves it · Esc leaves it",
                refuse=no_address,
            )
        )


def no_address(words: str) -> str:
    """Say what is wrong with an address; nothing where there is none."""
    host = words.split("://")[-1].split("/")[0]
    if words and (" " in words or not (set(host) & set(".:") or host == "localhost")):
        return "That is no address. One looks like https://example.org/story"
    return ""
