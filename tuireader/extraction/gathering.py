"""Gather the text between two block boundaries, and cut it where line breaks part paragraphs."""

from __future__ import annotations

from tuireader.extraction.assemble import (
    LINE_BREAK,
    LONG_LINE,
    Pieces,
    is_paragraph,
    lines,
    plain,
)

_MOST_LINES = 20_000
"""Single line breaks in one block beyond which it is left whole."""


LONGEST = 500_000
"""Characters of one block; the rest of a longer one is cut off."""

Counts = tuple[int, int, int, int]
"""How many characters a run of text has, and how many of them in links, `time`, bold type."""


class Gathering:
    """The text since the last block boundary. `href`, `in_time`, `in_bold`: where it stands.

    `chars`, `linked`, `timed`, `bold`: how many characters there are, white space around the pieces
    left out; `cuts`: the single line breaks; `cut`: a block was longer than `LONGEST`.
    """

    __slots__ = (
        "_breaks",
        "bold",
        "chars",
        "cut",
        "cuts",
        "href",
        "in_bold",
        "in_time",
        "linked",
        "pieces",
        "timed",
    )

    def __init__(self) -> None:
        """Begin with nothing gathered."""
        self.href: str | None = None
        self.in_time = self.in_bold = self.cut = False
        self.cuts: list[tuple[int, Counts]] = []
        self.clear()

    def clear(self) -> None:
        """Forget what was gathered."""
        self.pieces: Pieces = []
        if self.cuts:
            self.cuts = []
        self.chars = self.linked = self.timed = self.bold = self._breaks = 0

    def text(self, text: str) -> None:
        """Add some text."""
        if self.chars + len(text) > LONGEST:
            text = text[: max(LONGEST - self.chars, 0)]
            self.cut = True
        self.pieces.append((text, self.href))
        count = len(text.strip())
        if not count:
            return
        self._breaks = 0
        self.chars += count
        if self.href is not None:
            self.linked += count
        if self.in_time:
            self.timed += count
        if self.in_bold:
            self.bold += count

    def bar(self) -> None:
        """Part two cells of a row."""
        self.pieces.append((" | ", None))

    def line_break(self) -> bool:
        """Add a line break, or tell that a second one follows the first: a paragraph is over."""
        self._breaks += 1
        if self._breaks >= 2:
            return True
        if len(self.cuts) <= _MOST_LINES:
            self.cuts.append((len(self.pieces), self._counts()))
        self.pieces.append(LINE_BREAK)
        return False

    def newline(self) -> None:
        """Add a line break to preformatted text."""
        self.pieces.append(LINE_BREAK)

    def runs(self) -> list[tuple[Pieces, Counts]]:
        """Return what was gathered, in several runs where line breaks stand beside paragraphs."""
        ends = self._ends()
        if not ends:
            return [(self.pieces, self._counts())]
        found: list[tuple[Pieces, Counts]] = []
        start, before = 0, (0, 0, 0, 0)
        for end, counts in (*ends, (len(self.pieces), self._counts())):
            chars, linked, timed, bold = (n - m for n, m in zip(counts, before, strict=True))
            if chars:
                found.append((self.pieces[start:end], (chars, linked, timed, bold)))
            start, before = end, counts
        return found

    def _counts(self) -> Counts:
        return self.chars, self.linked, self.timed, self.bold

    def _ends(self) -> list[tuple[int, Counts]]:
        """Return the line breaks that end a paragraph, or begin one."""
        if len(self.cuts) > _MOST_LINES or self.chars < LONG_LINE:
            return []
        whole = [is_paragraph(plain(line)) for line in lines(self.pieces)]
        return [
            cut for cut, *beside in zip(self.cuts, whole, whole[1:], strict=False) if any(beside)
        ]
