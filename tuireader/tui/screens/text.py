"""What screens with a text share: handing it to the clipboard and to other programs."""

from __future__ import annotations

from functools import partial

from tuireader.tui.screens.story import StoryScreen


class TextScreen(StoryScreen):
    """A screen whose text can be taken elsewhere. A subclass says what the text is."""

    def as_text(self) -> str:
        """Return what is shown as plain text; empty where nothing is."""
        raise NotImplementedError

    def action_copy_text(self) -> None:
        """Copy what is selected, else the text; Textual's own Ctrl+C comes here, too."""
        if selected := self.get_selected_text():
            self.reader.copy(selected, "The selection")
        elif text := self.as_text():
            self.reader.copy(text, "The text")
        else:
            self.lacks("text")

    def action_edit(self) -> None:
        """Open the text in the user's editor."""
        text, row = self.as_text(), self.row()
        if not text:
            self.lacks("text")
        else:
            name = row.headline if row else ""
            self.reader.lend(partial(self.services.outside.edit, text, name))

    def action_pager(self) -> None:
        """Show the text in the user's pager."""
        text = self.as_text()
        if not text:
            self.lacks("text")
        else:
            self.reader.lend(partial(self.services.outside.page, text))

    def action_pipe(self) -> None:
        """Ask for a command and hand the text to it."""
        from tuireader.tui.screens.ask import AskDialog, Question

        question = Question(
            title="Hand the text to a command",
            example="wc -w",
            hint="Enter runs it in your shell · Esc leaves it",
        )

        def told(command: str | None) -> None:
            text = self.as_text()
            if not text:
                self.lacks("text")
            elif command:
                self.reader.lend(partial(self.services.outside.pipe, command, text))

        self.app.push_screen(AskDialog(question), told)
