"""Numbered links: a number after each, by which it can be opened without a mouse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tuireader.model import Block, Document
from tuireader.rendering.passage import Fixed, Passage
from tuireader.rendering.roles import Fragment, Role, Span
from tuireader.rendering.wrap import fit


def links_of(shown: Document) -> tuple[str, ...]:
    """Return where links lead on the web, each address once; the first has the number 1."""
    hrefs = (link.href for block in shown.blocks for link in block.links)
    return tuple(dict.fromkeys(href for href in hrefs if href.startswith(_WEB)))


_WEB = ("http://", "https://")


class Numbered(Passage):
    """A block's text with numbers after its links.

    Attributes:
        said: the text without the numbers.
    """

    def __init__(
        self, block: Block, width: int, numbers: Mapping[str, int], **options: Any
    ) -> None:
        pieces, spans, at = [], [], 0
        self._inserts: list[tuple[int, int]] = []
        for link in sorted(block.links, key=lambda each: each.start):
            number = f"[{numbers[link.href]}]" if link.href in numbers else ""
            pieces += [block.text[at : link.end], number]
            added = sum(size for _, size in self._inserts)
            end = link.end + added
            spans.append(Span(link.start + added, end, Role.LINK, link.href))
            spans.append(Span(end, end + len(number), Role.NUMBER, link.href))
            self._inserts.append((link.end, len(number)))
            at = link.end
        super().__init__("".join([*pieces, block.text[at:]]), width, spans=spans, **options)
        self.said = block.text

    def placed(self, start: int, stop: int) -> tuple[int, int]:
        """Return where the characters `start` to `stop` of what is said stand in the text."""
        before = sum(size for at, size in self._inserts if at <= start)
        return start + before, stop + sum(size for at, size in self._inserts if at < stop)


def addresses(links: tuple[str, ...], width: int) -> Fixed:
    """Return the numbers of links with their addresses, a line each."""
    lines = []
    for number, href in enumerate(links, start=1):
        name = f"[{number}] "
        address = Fragment(fit(href, width - len(name)), Role.DIM, href)
        lines.append((Fragment(name, Role.NUMBER), address))
    return Fixed((), *lines)
