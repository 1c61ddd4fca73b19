"""The bytes of a page to a Document."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from tuireader import notices
from tuireader.extraction import story
from tuireader.extraction.bounds import bounded, bounded_bytes
from tuireader.extraction.metadata import Metadata, read_metadata
from tuireader.extraction.moments import day_in
from tuireader.extraction.number import EXTRACTOR
from tuireader.extraction.reading import decode, is_dump
from tuireader.extraction.tree import parse
from tuireader.extraction.warnings import Warn
from tuireader.model import BlockKind, Document

_HEAD = 20_000
"""Bytes among which an MHTML file says what it is."""


def extract(page: bytes | str, *, url: str = "", content_type: str = "") -> Document:
    """Read the story in a page: HTML, XHTML, AMP, MHTML, or plain text.

    Args:
        page: bytes as they came, or text already decoded.
        url: where the page came from; makes its links absolute.
        content_type: the Content-Type header, if there was one.

    Returns:
        A Document, never an error: `warnings` say what the page is instead of a story.
    """
    warnings: list[Warn] = []
    cut_bytes = False
    if isinstance(page, bytes):
        page, cut_bytes = bounded_bytes(page)
        page, url, content_type = _unpacked(page, url, content_type)
        text, warnings = decode(page, content_type)
    else:
        text = page
    text, cut = bounded(text.replace("\x00", ""))
    warnings += cut
    if cut_bytes:
        warnings.append(Warn.TRUNCATED)
    if is_dump(text) and text.lstrip().startswith(("{", "[")):
        data = text.replace("</", "<\\/")  # from a publisher's API
        text = f'<script type="application/ld+json">{data}</script>'
    found = _read_dump(text, url) if is_dump(text) else _read_markup(text, url)
    codes = dict.fromkeys([*(code.value for code in warnings), *found.warnings])
    return replace(found, extractor=EXTRACTOR, warnings=tuple(codes))


def _unpacked(page: bytes, url: str, content_type: str) -> tuple[bytes, str, str]:
    """Return the page in an MHTML file, where it came from and its type; any other as it is."""
    if b"multipart/related" not in page[:_HEAD].lower():
        return page, url, content_type
    from tuireader.extraction.mhtml import is_mhtml, open_mhtml

    saved = open_mhtml(page) if is_mhtml(page) else None
    return (
        (saved.body, url or saved.url, saved.content_type) if saved else (page, url, content_type)
    )


def _read_dump(text: str, url: str) -> Document:
    from tuireader.extraction.dump import read_dump  # hardly any page is one

    return read_dump(text, url)


def _read_markup(markup: str, url: str) -> Document:
    root, warnings = parse(markup)
    if root is None:
        return Document(url=url, warnings=(*warnings, Warn.NO_STORY))
    about = read_metadata(root, markup, url)
    found = story.read(root, about)
    if found.size < story.ENOUGH:
        found = _read_otherwise(markup, root, about, found, warnings)
    if found.size < story.MOST_OF_A_WALL:
        warnings += _walls(markup, found, about)
    if about.linked_data.oversized or found.cut:
        warnings.append(Warn.TRUNCATED)
    if found.deep:
        warnings.append(Warn.TOO_DEEP)
    if about.published is None and found.blocks:
        about = replace(about, published=day_in(markup, about.url))
    return _document(about, found, warnings)


def _read_otherwise(
    markup: str,
    root: etree._Element,
    about: Metadata,
    found: story.Story,
    warnings: list[Warn],
) -> story.Story:
    from tuireader.extraction.fallback import read_otherwise  # only where ours finds nothing

    elements = sum(1 for _ in root.iter())
    other = read_otherwise(markup, elements, about)
    if other is None:
        return found
    story_, way = other
    warnings.append(way)
    return replace(story_, page=found.page, range=found.range)


def _document(about: Metadata, found: story.Story, warnings: list[Warn]) -> Document:
    said = notices.notices_in_linked_data(about.linked_data.nodes)
    return Document(
        url=about.url,
        headline=about.headline,
        byline=about.byline,
        source=about.source,
        published=about.published,
        modified=about.modified,
        language=about.language,
        blocks=tuple(found.blocks),
        notices=tuple(notices.distinct([*found.notices, *said])),
        related=tuple(found.related),
        warnings=tuple(warning.value for warning in warnings),
        next_page=about.next_page,
    )


def _walls(markup: str, found: story.Story, about: Metadata) -> list[Warn]:
    from tuireader.extraction.walls import Facts, walls  # its words are for short pages

    free = about.linked_data.article.get("isAccessibleForFree")
    return walls(
        Facts(
            markup=markup,
            text=found.text(),
            near=found.near(),
            story="\n".join(block.text for block in found.blocks),
            titles=f"{about.title}\n{about.seen_headline}",
            size=found.size,
            paragraphs=sum(block.kind is not BlockKind.CAPTION for block in found.blocks),
            locked=str(free).lower() in ("false", "no", "http://schema.org/false"),
        )
    )
