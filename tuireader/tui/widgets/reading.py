"""A story set for reading."""

from __future__ import annotations

from functools import partial

from tuireader.model import CheckStatus, Document, Listing
from tuireader.rendering import Fragment, Line, Role, Sheet, document, of_verdict, verdict_words
from tuireader.rendering.passage import Passage
from tuireader.tui.messages import Opened
from tuireader.tui.services import Settings
from tuireader.tui.widgets.sheet_view import SheetView


class Reading(SheetView):
    """The text of one snapshot, with the verdict on its last change below the byline.

    Attributes:
        shown: what is open; None for nothing.
    """

    def __init__(self, settings: Settings, *, centred: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.settings = settings
        self.centred = centred
        self.shown: Opened | None = None

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        self.show(lambda width: Sheet((), width))

    def open(self, message: Opened) -> None:
        """Show a document; where it is the same article again, stay at the same place."""
        before = self.shown
        same = before is not None and before.listing.article == message.listing.article
        self.shown = message
        if message.document is None:
            self.show(partial(_nothing, message.listing))
            return
        notes = tuple(_notes(message))
        self.show(partial(self._set, message.document, notes), keep=same)

    def _set(self, shown: Document, notes: tuple[Line, ...], width: int) -> Sheet:
        return document(
            shown,
            width,
            measure=self.settings.measure,
            zone=self.settings.zone,
            notes=notes,
            centred=self.centred,
        )


def _notes(message: Opened) -> list[Line]:
    """Return what is to be said of a text before one reads it."""
    notes: list[Line] = []
    snapshot, texts = message.snapshot, message.texts
    if snapshot is not None and texts and snapshot.number != texts[-1].number:
        place = texts.index(snapshot) + 1
        words = f"text {place} of {len(texts)}; ] goes on to the next"
        notes.append((Fragment(words, Role.ACCENT),))
    verdict = snapshot.verdict if snapshot is not None else None
    if verdict is not None and len(texts) > 1:
        sign = of_verdict(verdict)
        words = f"{sign.character} {verdict_words(verdict)}"
        notes.append((Fragment(words, sign.role), Fragment("   d shows what changed", Role.DIM)))
    if message.listing.status is CheckStatus.GONE:
        notes.append((Fragment("⊘ The publisher has taken this page down.", Role.SILENT),))
    return notes


def _nothing(listing: Listing, width: int) -> Sheet:
    words = {
        CheckStatus.BLOCKED: "The publisher does not let programs read this page.",
        CheckStatus.GONE: "The page was gone before it could be saved.",
    }.get(listing.status, "No text of this article could be read yet.")
    title = Passage(listing.headline or listing.url, width, role=Role.HEADLINE, gap=1)
    rest = Passage(f"{words} r looks again, o opens it in the browser.", width, role=Role.DIM)
    return Sheet((title, rest), width)
