"""Read a story in plain text, such as a browser or a scraper dumps it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from tuireader import notices
from tuireader.extraction.gathering import LONGEST
from tuireader.extraction.people import is_byline, people
from tuireader.extraction.phrases import is_date_line
from tuireader.extraction.tidy import breaks_off, is_boilerplate, is_sentence
from tuireader.extraction.warnings import Warn
from tuireader.model import Block, BlockKind, Document, Notice
from tuireader.text.cleaning import clean

_BULLET = re.compile(r"^(?P<indent>[ \t\u00a0]*)(?P<bullet>[•‣◦▪●·*–-]\s+)?")
_SITE = re.compile(r"^(?P<site>.{2,120}?)\s+[-|–—»:]\s+(?P<title>.+)$")
_FIRST = 14
"""Units among which the title is looked for."""

_TITLE = 25
"""Characters from which a line is hardly a label or a site's name."""

_CREDIT = 7
"""Words of a picture's credit at most, by which one unit may be longer than the one before."""

MOST_UNITS = 20_000
"""Paragraphs or lines of a text that are looked at."""

_PARAGRAPH = 60
"""Characters from which a unit that ends a sentence is a paragraph."""


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    indent: int
    bullet: bool


def read_dump(text: str, url: str = "") -> Document:
    """Read a plain text as a story: title, captions, paragraphs, notes, and a tail of teasers."""
    units, cut = _units(text)
    units, related = _without_tail(units)
    title, source = _title(units)
    kept = _story(units, title)
    blocks, found = _blocks(kept)
    return Document(
        url=url,
        headline=title,
        byline=_byline(units),
        source=source,
        blocks=tuple(blocks),
        notices=tuple(notices.distinct(found)),
        related=related,
        warnings=_warnings(blocks, cut=cut),
    )


def _warnings(blocks: list[Block], *, cut: bool) -> tuple[str, ...]:
    said = (Warn.TRUNCATED if cut else None, None if blocks else Warn.NO_STORY)
    return tuple(warning.value for warning in said if warning)


def _units(text: str) -> tuple[list[_Unit], bool]:
    """Cut a text at its blank lines; where there are none, every line is a unit.

    Tell, too, whether it was more than is looked at.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    parts = re.split(r"\n(?:[ \t\u00a0]*\n)+", text, maxsplit=MOST_UNITS)
    if len(parts) < 3 and text.count("\n") > 3:
        parts = text.split("\n", MOST_UNITS)
    cut = len(parts) > MOST_UNITS or len(max(parts, key=len)) > LONGEST
    units = []
    for part in itertools.chain.from_iterable(map(_lines, parts[:MOST_UNITS])):
        match = _BULLET.match(part.strip("\n"))
        body = clean(part.strip("\n")[match.end() :][:LONGEST]) if match else ""
        if body and match:
            units.append(_Unit(body, len(match["indent"].expandtabs(4)), bool(match["bullet"])))
    return units, cut


def _lines(part: str) -> list[str]:
    """Cut a part at a line that repeats the one before: a caption and the same with its credit."""
    lines = part.strip("\n").split("\n")
    if len(lines) == 2 and clean(lines[1]).startswith(clean(lines[0])):
        return lines
    return [part]


def _without_tail(units: list[_Unit]) -> tuple[list[_Unit], tuple[str, ...]]:
    """Peel off a tail of other stories: bulleted titles, with teasers that break off.

    A real list at a story's end stays: its items are sentences, or are not indented teasers.
    """
    start = len(units)
    while start and (units[start - 1].bullet or units[start - 1].indent):
        start -= 1
    tail = units[start:]
    titles = [unit.text for unit in tail if unit.bullet]
    teasers = [unit for unit in tail if not unit.bullet]
    broken = sum(breaks_off(unit.text) for unit in (teasers or tail))
    if len(titles) >= 3 and broken * 2 >= len(teasers or tail):
        return units[:start], tuple(titles)
    return units, ()


def _title(units: list[_Unit]) -> tuple[str, str | None]:
    """Return the title, the most repeated of the first units, and the site named before it."""
    first = [unit.text for unit in units[:_FIRST]]
    counts: Counter[str] = Counter()
    for text in first:
        counts[text] += 1
        if (match := _SITE.match(text)) and match["title"] in first:
            counts[match["title"]] += 1
    likely = [(count, text) for text, count in counts.items() if len(text) <= 200 and count > 1]
    title = max(likely, key=lambda pair: pair[0])[1] if likely else _first_line(first)
    sites = [
        match["site"] for text in first if (match := _SITE.match(text)) and match["title"] == title
    ]
    return title, _site(sites[0]) if sites else None


def _first_line(first: list[str]) -> str:
    """Return the first line that may be a title, if possible longer than a label or a name."""
    lines = [text for text in first if len(text) <= 200 and _may_be_title(text)]
    return next((text for text in lines if len(text) >= _TITLE), lines[0] if lines else "")


def _may_be_title(text: str) -> bool:
    return not (
        is_sentence(text) or is_date_line(text) or is_boilerplate(text) or is_byline(text, ())
    )


def _site(text: str) -> str:
    """Return a site's name; the words it repeats, where a logo's description stands before it."""
    words = text.split()
    for size in range(len(words) // 2, 1, -1):
        for start in range(len(words) - size):
            run = words[start : start + size]
            if any(
                words[at : at + size] == run for at in range(start + size, len(words) - size + 1)
            ):
                return " ".join(run)
    return text


def _byline(units: list[_Unit]) -> tuple[str, ...]:
    for unit in units[:20]:
        if is_byline(unit.text, ()) and len(unit.text) < 80:
            return people([unit.text])
    return ()


def _story(units: list[_Unit], title: str) -> list[_Unit]:
    """Drop the title, the byline, what stands around the story, and all that says nothing."""
    kept = [
        unit
        for index, unit in enumerate(units)
        if unit.text != title
        and not unit.text.endswith((f"- {title}", f"| {title}", f"– {title}", f"— {title}"))
        and not is_date_line(unit.text)
        and not is_boilerplate(unit.text)
        and not (index < 20 and is_byline(unit.text, ()))
    ]
    real = [index for index, unit in enumerate(kept) if _is_real(kept, index, unit)]
    if not real:
        return []
    end = real[-1] + 1
    while end < len(kept) and is_sentence(kept[end].text):
        end += 1  # a short last word: "Nobody was hurt."
    return kept[real[0] : end]


def _is_real(units: list[_Unit], index: int, unit: _Unit) -> bool:
    """Tell whether a unit belongs to a story beyond doubt: a sentence, or one of a caption pair."""
    if is_sentence(unit.text) and len(unit.text) >= 25:
        return True
    return _is_pair(units, index) or _is_pair(units, index - 1)


def _is_pair(units: list[_Unit], index: int) -> bool:
    """Tell whether the next unit repeats this one and adds a picture's credit."""
    if not 0 <= index < len(units) - 1:
        return False
    text, following = units[index].text, units[index + 1].text
    more = len(following.split()) - len(text.split())
    return len(text) >= 20 and following.startswith(text.rstrip(".")) and 0 <= more <= _CREDIT


def _blocks(units: list[_Unit]) -> tuple[list[Block], list[Notice]]:
    blocks: list[Block] = []
    found: list[Notice] = []
    for index, unit in enumerate(units):
        if _is_pair(units, index):
            continue
        notice = notices.notice_in(unit.text)
        if notice:
            found.append(notice)
        whole = notice is not None and notice.text == unit.text
        kind = BlockKind.NOTICE if whole else _kind(units, index)
        blocks.append(Block(kind=kind, text=unit.text))
    return _merged(blocks), found


def _kind(units: list[_Unit], index: int) -> BlockKind:
    unit = units[index]
    if _is_pair(units, index - 1):
        return BlockKind.CAPTION
    if unit.bullet:
        return BlockKind.LIST_ITEM
    if len(unit.text) <= _PARAGRAPH and not is_sentence(unit.text):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _merged(blocks: list[Block]) -> list[Block]:
    """Drop a caption that stood before."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.kind is BlockKind.CAPTION and block.text in seen:
            continue
        seen.add(block.text)
        kept.append(replace(block))
    return kept
