"""The bytes of a page to a Document."""

from __future__ import annotations

from tuireader.extraction import story
from tuireader.extraction.metadata import read_metadata
from tuireader.extraction.tree import parse
from tuireader.model import Document


def extract(page: bytes | str, *, url: str = "", content_type: str = "") -> Document:
    """Read the story in a page."""
    markup = page if isinstance(page, str) else page.decode("utf-8", "replace")
    root, warnings = parse(markup)
    if root is None:
        return Document(url=url)
    about = read_metadata(root, url)
    found = story.read(root, about)
    return Document(
        url=about.url,
        headline=about.headline,
        byline=about.byline,
        published=about.published,
        modified=about.modified,
        language=about.language,
        next_page=about.next_page,
        source=about.source,
        blocks=tuple(found.blocks),
        notices=tuple(found.notices),
        warnings=tuple(w.value for w in warnings),
    )
