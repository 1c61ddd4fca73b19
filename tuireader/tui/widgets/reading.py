"""A story set for reading."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from tuireader.model import CheckStatus
from tuireader.rendering import Fragment, Line, Role, Sheet, of_verdict, verdict_words
from tuireader.rendering.passage import Passage
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from tuireader.model import Document, Listing
    from tuireader.tui.messages import Opened
    from tuireader.tui.services import Settings


class Reading(SheetView):
    """The text of one snapshot, with the verdict on its last change below the byline.

    Attributes:
        shown: what is open; None for nothing.
        read_before: the snapshot that was the newest when the article was last read, before it was
            opened here; None: what its row says.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        centred: bool = False,
        numbered: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.settings = settings
        self.centred = centred
        self.numbered = numbered
        self._notes: tuple[Line, ...] = ()
        self.shown: Opened | None = None
        self.read_before: int | None = None

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
        read = message.listing.read if self.read_before is None else self.read_before
        notes, was = tuple(_notes(message, read)), before.document if before and same else None
        if was == message.document and notes == self._notes:
            return  # what one searched for and chose stays
        self._notes = notes
        place = self.place
        self.show(partial(self._set, message.document, notes), keep=same)
        if was is not None and place:
            self.go_to(moved(place, was, message.document))

    def adjust(self, settings: Settings) -> None:
        """Set the text anew, as other settings have it, and stay at the same place."""
        self.settings = settings
        self._lay_out(keep=True)

    # -- the place: a block, and the share of it that is above the view
    @property
    def place(self) -> float:
        """Return where the view begins: a block's index, and the share of it that is above."""
        part, share = self._place()
        blocks = self.sheet.blocks
        return max(0.0, part - blocks.start + min(share, 0.99)) if blocks else 0.0

    @property
    def at_end(self) -> bool:
        """Tell whether the last line is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def go_to(self, place: float) -> None:
        """Go to a place."""
        blocks = self.sheet.blocks
        if blocks:
            part = blocks[min(int(place), len(blocks) - 1)]
            self.jump(self._line_at((part, place % 1)))

    def passage(self) -> str:
        """Return the first passage of the story that begins in sight."""
        document = self.shown.document if self.shown else None
        if document is None or not document.blocks:
            return ""
        at_top = not self.scroll_offset.y
        index = 0 if at_top else math.ceil(self.place)
        return document.blocks[min(index, len(document.blocks) - 1)].text

    def _set(self, shown: Document, notes: tuple[Line, ...], width: int) -> Sheet:
        from tuireader.rendering import document

        return document(
            shown,
            width,
            measure=self.settings.measure,
            zone=self.settings.zone,
            notes=notes,
            centred=self.centred,
            numbered=self.numbered,
        )


def moved(place: float, before: Document, after: Document) -> float:
    """Return where a place of one text is in another: by the nearest passage both have."""
    index, share = int(place), place % 1
    texts = {block.text: number for number, block in reversed(list(enumerate(after.blocks)))}
    blocks = before.blocks
    for away in range(len(blocks)):
        for at in (index - away, index + away):
            found = texts.get(blocks[at].text) if 0 <= at < len(blocks) else None
            if found is not None:
                return max(0, found + index - at) + share
    return place


def _notes(message: Opened, read: int) -> list[Line]:
    """Return what is to be said of a text before one reads it; `read`: the snapshot one knows."""
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
    fresh = sum(each.number > read for each in texts) if read else 0
    if fresh:
        words = f"● changed {times(fresh)} since you read it"
        notes.append((Fragment(words, Role.ACCENT), Fragment("   U shows it all", Role.DIM)))
    if message.listing.status is CheckStatus.GONE:
        notes.append((Fragment("⊘ The publisher has taken this page down.", Role.SILENT),))
    return notes


def times(count: int) -> str:
    """Return how often something happened, in words."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _nothing(listing: Listing, width: int) -> Sheet:
    words = {
        CheckStatus.BLOCKED: "The publisher does not let programs read this page.",
        CheckStatus.GONE: "The page was gone before it could be saved.",
    }.get(listing.status, "No text of this article could be read yet.")
    title = Passage(listing.headline or listing.url, width, role=Role.HEADLINE, gap=1)
    rest = Passage(f"{words} r looks again, o opens it in the browser.", width, role=Role.DIM)
    return Sheet((title, rest), width)
