"""Shows a sheet: only the lines in sight are ever made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.selection import Selection
from textual.strip import Strip

from tuireader.rendering import Line, Role, Sheet, cells, plain
from tuireader.rendering.passage import Passage
from tuireader.tui.barline import barred
from tuireader.tui.widgets.minimap import Mark, marked
from tuireader.tui.widgets.painted import SAFE_LINKS
from tuireader.tui.widgets.palette import MATCH
from tuireader.tui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from tuireader.tui.messages import Spot
    from tuireader.tui.widgets.choosing import Chooser

_ABOVE = 3
"""Lines kept in sight above what was gone to."""
_KEPT = 500
"""Strips kept: a few pages on the largest screens."""

Maker = Callable[[int], Sheet]


class SheetView(Scroller, can_focus=True):
    """A scrolling view of a sheet, made anew for each width.

    Attributes:
        sheet: what is shown now.
        marked: the part of the sheet with a bar at its left edge; None for none.
    """

    ALLOW_SELECT = True

    class Followed(Message):
        """A link was clicked."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.sheet = Sheet((), 1)
        self.marked: int | None = None
        self._made_for = 0
        self._maker: Maker = lambda width: Sheet((), width)
        self._strips: LRUCache[int, Strip] = LRUCache(_KEPT)
        self._matched: dict[int, list[tuple[int, int]]] = {}
        self._spot: Spot | None = None
        self._chooser: Chooser | None = None

    def on_mount(self) -> None:
        """Show on the scroll bar where the stops are."""
        self.vertical_scrollbar.renderer = marked(self._marks)  # type: ignore[misc]  # Textual's way

    # -- what is shown
    def show(self, maker: Maker, *, keep: bool = False) -> None:
        """Show what `maker` makes for the width there is; `keep`: stay at the same place."""
        self._maker = maker
        self.marked = None
        self._lay_out(keep=keep)
        if not keep:
            self.jump(0)

    def _lay_out(self, *, keep: bool) -> None:
        width = self.inner_width
        if width <= 0:
            return
        place = self._place() if keep else (0, 0.0)
        self.sheet = self._maker(width)
        self._made_for = width
        self._matched = {}
        self._strips.clear()
        self.set_height(self.sheet.height)
        self.vertical_scrollbar.refresh()
        if keep:
            self.jump(self._line_at(place))
        if self._spot is not None:
            self._point(self._spot)
        self.choose(None)
        self.refresh()

    def _place(self) -> tuple[int, float]:
        """Return the part at the top of the view, and how much of it is above: 0 to 1."""
        if not self.sheet.height:
            return 0, 0.0
        y = min(self.scroll_offset.y, self.sheet.height - 1)
        part = self.sheet.part_at(y)
        height = self.sheet.parts[part].height
        return part, (y - self.sheet.top(part)) / max(1, height)

    def _line_at(self, place: tuple[int, float]) -> int:
        part = min(place[0], max(0, len(self.sheet.parts) - 1))
        height = self.sheet.top(part + 1) - self.sheet.top(part) if self.sheet.parts else 0
        return self.sheet.top(part) + int(place[1] * height)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's signature
        """Set the sheet anew where the width changed; while nobody sees it, later."""
        if not is_covered(self.screen):
            self.catch_up()

    def catch_up(self) -> None:
        """Set the sheet anew if it was made for another width."""
        if self.inner_width != self._made_for:
            self._lay_out(keep=True)

    def _marks(self, height: int) -> dict[int, Mark]:
        """Return what stands on a scroll bar so high: the weightiest of what falls together."""
        sheet, found = self.sheet, dict[int, Mark]()
        scale = height / max(1, sheet.height)
        for stop in sheet.stops:
            at = int((sheet.top(stop.part) + stop.line) * scale)
            if stop.sign and (at not in found or stop.role is Role.SILENT):
                found[at] = Mark(stop.sign, self.look(stop.role))
        for y in self._matched:
            found.setdefault(int(y * scale), Mark("▪", self.look(Role.ACCENT)))
        return found

    # -- a passage that is pointed at
    def point(self, spot: Spot) -> None:
        """Go to a passage and mark its words, now or as soon as it is set."""
        self._spot = spot
        if self._made_for and not self._point(spot):
            self._spot = None

    def _point(self, spot: Spot) -> bool:
        """Mark the first part that holds a passage, and tell whether there is one."""
        fitting = ((i, each) for i, each in enumerate(self.sheet.parts) if _spans(each, spot))
        index, part = next(fitting, (0, None))
        if not isinstance(part, Passage):
            return False
        spans = _spans(part, spot)
        top, indent = self.sheet.top(index), len(self.sheet.indent.text)
        for span in spans:
            for y, start, stop in part.cells_of(*span):
                cell = (start + indent, stop + indent)
                self._matched.setdefault(top + y, []).append(cell)
        self._strips.clear()
        self.jump(max(0, top + part.line_of(spans[0][0]) - _ABOVE))
        return True

    # -- words chosen with the arrow keys
    def choose(self, chooser: Chooser | None) -> None:
        """Begin to choose words; None: end it."""
        if chooser is None and self._chooser is None:
            return
        self._chooser = chooser
        chosen = chooser.selection if chooser else None
        self.screen.selections = {self: chosen} if chosen else {}

    def on_key(self, event: events.Key) -> None:
        """Let the arrows go from word to word while words are chosen."""
        chooser = self._chooser
        if chooser is None:
            return
        if event.key == "escape":
            self.choose(None)
        elif chooser.press(event.key):
            self.choose(chooser)
            if chooser.cursor is not None:
                self._show_line(chooser.cursor.y)
        else:
            return
        event.stop()
        event.prevent_default()

    def _show_line(self, y: int) -> None:
        top = self.scroll_offset.y
        if not top <= y < top + self.inner_height:
            self.jump(y - _ABOVE if y < top else y - self.inner_height + 1 + _ABOVE)

    def mark(self, part: int | None) -> None:
        """Put a bar beside one part."""
        self.marked = part
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was painted in the theme before."""
        self._strips.clear()
        super().notify_style_update()

    def scroll_by(self, lines: int) -> None:
        """Go on, or back, by so many lines."""
        self.jump(self.scroll_offset.y + lines)

    def turn(self, pages: int) -> None:
        """Go on, or back, by so many pages; a line of the page before stays in sight."""
        by = max(1, self.inner_height - 1)
        self.jump(self.scroll_offset.y + pages * by)

    # -- painting
    def render_line(self, y: int) -> Strip:
        """Return the line at `y` cells below the view's top."""
        y += self.scroll_offset.y
        width = self.size.width
        if y >= self.sheet.height or not width:
            return self.paint((), width)
        selection = self.text_selection
        strip = self._strips.get(y)
        if strip is None:
            strip = self.paint(self._line(y), width)
            for start, end in self._matched.get(y, ()):
                strip = _over(strip, start, end, self.look(MATCH))
            self._strips[y] = strip = strip.simplify()
        return self.selectable(strip, y, selection)

    def _line(self, y: int) -> Line:
        line = self.sheet.line(y)
        if not line or self.marked is None or self.sheet.part_at(y) != self.marked:
            return line
        if y + 1 == self.sheet.top(self.marked + 1):  # the empty line after it
            return line
        return barred(line)

    # -- selection, links, search
    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected words, for copying."""
        found = []
        start = selection.start.y if selection.start else 0
        end = selection.end.y if selection.end else self.sheet.height - 1
        for y in range(max(0, start), min(end, self.sheet.height - 1) + 1):
            span = selection.get_span(y)
            if span is not None:
                found.append(_words(self.sheet.line(y), *span))
        return ("\n".join(found), "\n") if found else None

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Paint again what the selection covers."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Follow a link that was clicked."""
        link = event.style.link
        if link and link.startswith(SAFE_LINKS):
            self.post_message(self.Followed(link))

    def search(self, words: str) -> list[int]:
        """Mark where the words stand on a line, and return those lines."""
        self._matched = {}
        wanted = words.casefold()
        for y in range(self.sheet.height) if wanted else ():
            text = plain(self.sheet.line(y))
            folded = text.casefold()
            at = folded.find(wanted)
            while at >= 0 and len(folded) == len(text):
                begin = cells(text[:at])
                span = (begin, begin + cells(text[at : at + len(wanted)]))
                self._matched.setdefault(y, []).append(span)
                at = folded.find(wanted, at + len(wanted))
        self._strips.clear()
        self.vertical_scrollbar.refresh()
        self.refresh()
        return list(self._matched)


def is_covered(screen: Screen[Any]) -> bool:
    """Tell whether another screen stands over a whole one; a dialog leaves it in sight."""
    stack = screen.app.screen_stack
    above = stack[stack.index(screen) + 1 :] if screen in stack else ()
    return any(not isinstance(each, ModalScreen) for each in above)


def _words(line: Line, start: int, end: int) -> str:
    """Return the characters `start` to `end` (-1: all) of a line, without numbers of links."""
    found, at = [], 0
    for fragment in line:
        stop = len(fragment.text) if end < 0 else max(0, end - at)
        if fragment.role is not Role.NUMBER:
            found.append(fragment.text[max(0, start - at) : stop])
        at += len(fragment.text)
    return "".join(found).rstrip()


def _spans(part: object, spot: Spot) -> Sequence[tuple[int, int]]:
    """Return which characters of a part are the passage's that matter; none: it is another."""
    if not isinstance(part, Passage) or not spot.text:
        return ()
    if part.said == spot.text:
        return [part.placed(*span) for span in spot.spans or ((0, len(spot.text)),)]
    begin = part.said.casefold().find(spot.text.casefold())
    return (part.placed(begin, begin + len(spot.text)),) if begin >= 0 else ()


def _over(strip: Strip, start: int, end: int, over: Style) -> Strip:
    """Put a style over the cells from `start` to `end` of a strip."""
    cuts = [cut for cut in (start, end, strip.cell_length) if cut > 0]
    pieces = list(strip.divide(cuts))
    index = 1 if start > 0 else 0
    if index < len(pieces):
        changed = [Segment(text, (style or Style()) + over) for text, style, _ in pieces[index]]
        pieces[index] = Strip(changed, pieces[index].cell_length)
    return Strip.join(pieces)
