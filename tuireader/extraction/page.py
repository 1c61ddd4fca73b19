"""The bytes of a page to a Document."""

from __future__ import annotations

from dataclasses import replace

from tuireader import notices
from tuireader.extraction import fallback, story
from tuireader.extraction.dump import is_dump, read_dump
from tuireader.extraction.metadata import Metadata, read_metadata
from tuireader.extraction.mhtml import is_mhtml, open_mhtml
from tuireader.extraction.moments import day_in
from tuireader.extraction.number import EXTRACTOR
from tuireader.extraction.reading import decode
from tuireader.extraction.tree import parse
from tuireader.extraction.walls import MOST_OF_A_WALL, Facts, walls
from tuireader.extraction.warnings import Warn
from tuireader.model import BlockKind, Document


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
    if isinstance(page, bytes):
        if is_mhtml(page) and (saved := open_mhtml(page)):
            page, url, content_type = saved.body, url or saved.url, saved.content_type
        text, warnings = decode(page, content_type)
    else:
        text = page
    text = text.replace("\x00", "")
    found = _read_dump(text, url) if is_dump(text) else _read_markup(text, url)
    codes = dict.fromkeys([*(code.value for code in warnings), *found.warnings])
    return replace(found, extractor=EXTRACTOR, warnings=tuple(codes))


def _read_dump(text: str, url: str) -> Document:
    found = read_dump(text, url)
    return replace(found, warnings=() if found.blocks else (Warn.NO_STORY.value,))


def _read_markup(markup: str, url: str) -> Document:
    root, warnings = parse(markup)
    if root is None:
        return Document(url=url, warnings=(*warnings, Warn.NO_STORY))
    about = read_metadata(root, url)
    found = story.read(root, about)
    if found.size < fallback.ENOUGH:
        elements = sum(1 for _ in root.iter())
        other = fallback.read_otherwise(markup, elements, about)
        if other is not None:
            found = replace(other, page=found.page, range=found.range)
            warnings.append(Warn.FALLBACK)
    if found.size < MOST_OF_A_WALL:
        warnings += walls(_facts(markup, found, about))
    if about.linked_data.oversized:
        warnings.append(Warn.TRUNCATED)
    if about.published is None and found.blocks:
        about = replace(about, published=day_in(markup, about.url))
    return _document(about, found, warnings)


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


def _facts(markup: str, found: story.Story, about: Metadata) -> Facts:
    free = about.linked_data.article.get("isAccessibleForFree")
    return Facts(
        markup=markup,
        text=found.text(),
        near=found.near(),
        story="\n".join(block.text for block in found.blocks),
        titles=f"{about.title}\n{about.seen_headline}",
        size=found.size,
        paragraphs=sum(block.kind is not BlockKind.CAPTION for block in found.blocks),
        locked=str(free).lower() in ("false", "no", "http://schema.org/false"),
    )
