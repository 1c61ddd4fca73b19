"""Turns lines of roles into strips of styled cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.color import ColorSystem
from rich.control import Control
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tuireader.rendering import Fragment, Line, cells, is_sure, spare, tightened
from tuireader.rendering.fitting import harmless
from tuireader.tui.widgets import palette

SELECTION = "screen--selection"
_SPACE = Fragment(" ")
SAFE_LINKS = ("http://", "https://")


class Painted(Widget):
    """A widget that paints lines; the palette says what each role looks like."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._palette: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        self._palette.clear()
        super().notify_style_update()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the app's filters, made to leave the controls in a line alone.

        The one that turns a terminal's own colours into others has nothing to do here: the theme's
        are what they shall be, and those of an ANSI theme are to stay.
        """
        filters = super().get_line_filters()
        return [_keeping(each) for each in filters if not isinstance(each, ANSIToTruecolor)]

    def look(self, name: str) -> Style:
        """Return the style of a role, the cursor or a match, over the widget's background."""
        style = self._palette.get(name)
        if style is None:
            style = self._palette[name] = palette.style(name, self.app.theme_variables)
        return style

    def paint(self, line: Line, width: int, *, over: Style | None = None) -> Strip:
        """Return a line as a strip exactly `width` cells wide.

        Args:
            line: what to show; the caller has made it fit.
            width: in cells.
            over: a style put over the others, such as the cursor's background.
        """
        used = sum(cells(fragment.text) for fragment in line)
        padded = (*line, Fragment(" " * (width - used))) if used < width else line
        segments: list[Segment] = []
        for fragment in tightened(padded):
            if fragment.column >= 0:
                segments.append(self._column(fragment.column))
            text = harmless(fragment.text)  # a library made elsewhere may never have been cleaned
            segments.append(Segment(text, self._style(fragment, over)))
        strip = Strip(segments, max(used, width))
        strip = strip if used <= width else strip.crop(0, width)
        sure = all(is_sure(fragment.text) for fragment in line)
        return strip if sure else self._squared(strip, line, over)

    def _squared(self, strip: Strip, line: Line, over: Style | None) -> Strip:
        """Return a strip that ends where it should, whatever the terminal makes of its words.

        Its last cells aren't printed but erased beforehand: as many as the words may take more
        than the table says. So neither they nor what pads them run over the edge, and no cell of
        them is lost either. What comes next is put in its column by the cursor.
        """
        width = self.scrollable_content_region.width
        last = max((i for i, fragment in enumerate(line) if fragment.column >= 0), default=0)
        room = width - max(0, line[last].column) - sum(spare(each.text) for each in line[last:])
        if not 0 < room <= width <= strip.cell_length:
            return strip
        segments = list(strip)  # of which Textual would count the controls as text, were they cut
        cut = max((i + 1 for i, segment in enumerate(segments) if segment.control), default=0)
        ends = [*Strip(segments[cut:]).crop(0, room), self._column(width)]
        if strip.cell_length > width:
            ends.append(Segment(" " * (strip.cell_length - width), self._style(_SPACE, over)))
        return Strip([self._erased(width, over), *segments[:cut], *ends], strip.cell_length)

    def _erased(self, width: int, over: Style | None) -> Segment:
        """Return a control that empties so many cells (ECH) on the ground there is."""
        ground = Style() if self.app.no_color else self._style(_SPACE, over)
        system = self.app.console._color_system or ColorSystem.TRUECOLOR
        codes = Strip.render_style(ground, f"\x1b[{width}X", system)
        return Segment(codes, None, [(ControlType.ERASE_IN_LINE, 0)])

    def _style(self, fragment: Fragment, over: Style | None) -> Style:
        style = self.look(fragment.role)
        if over is not None:
            style += over
        if fragment.link.startswith(SAFE_LINKS):
            style += Style(link=fragment.link)
        return style

    def _column(self, column: int) -> Segment:
        """Return a control that puts the terminal's cursor at a cell of this widget's line."""
        return Control.move_to_column(self.content_region.x + column).segment

    def selectable(self, strip: Strip, y: int, selection: Selection | None) -> Strip:
        """Tell Textual where each run of a strip stands, and show what is selected of it."""
        segments: list[Segment] = []
        span = None if selection is None else selection.get_span(y)
        chosen = self.screen.get_component_rich_style(SELECTION) if span else None
        x = 0
        for text, style, control in strip:
            if control:
                segments.append(Segment(text, style, control))
                continue
            for piece, inside in _cut(text, x, span):
                meta = Style.from_meta({"offset": (x, y)})
                whole = (style or Style()) + meta
                segments.append(Segment(piece, whole + chosen if inside and chosen else whole))
                x += len(piece)
        return Strip(segments, strip.cell_length)


class KeepingControls(LineFilter):
    """A filter for words only: Textual's own make visible text of a line's controls."""

    def __init__(self, inner: LineFilter) -> None:
        super().__init__()
        self.inner = inner

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments as the filter leaves them, controls where they were."""
        if not any(segment.control for segment in segments):
            return self.inner.apply(segments, background)
        found: list[Segment] = []
        for segment in segments:
            found.extend([segment] if segment.control else self.inner.apply([segment], background))
        return found


@lru_cache(16)
def _keeping(inner: LineFilter) -> KeepingControls:
    """Return one wrapper a filter: strips remember what each filter made of them."""
    return KeepingControls(inner)


def _cut(text: str, x: int, span: tuple[int, int] | None) -> list[tuple[str, bool]]:
    """Cut a run of text that begins at character `x` where a selection begins and ends."""
    if span is None:
        return [(text, False)]
    start = min(max(span[0] - x, 0), len(text))
    end = len(text) if span[1] < 0 else min(max(span[1] - x, 0), len(text))
    pieces = [(text[:start], False), (text[start:end], True), (text[max(start, end) :], False)]
    return [piece for piece in pieces if piece[0]]
