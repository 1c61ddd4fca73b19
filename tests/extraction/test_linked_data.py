"""A story that stands in JSON-LD alone is read, whole or broken."""

from __future__ import annotations

import json
import re

import pytest

from tests.extraction.pages import HEADLINE, PARAGRAPHS
from tuireader.extraction import extract

DATA = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "author": [{"@type": "Person", "name": "Jonas Orlow"}],
    "datePublished": "2024-11-13T06:30:00+01:00",
    "articleBody": "\n\n".join(PARAGRAPHS),
}
WHOLE = json.dumps(DATA, ensure_ascii=False)


def shell(script: str) -> str:
    """Return a page that holds nothing but JSON-LD."""
    return (
        f'<html><head><script type="application/ld+json">{script}</script></head>'
        '<body><div id="root"></div></body></html>'
    )


def bare(text: str) -> str:
    """Return a text without its quotation marks."""
    return re.sub('["“”]', "", text)


@pytest.mark.parametrize(
    "script",
    [
        WHOLE,
        f"[{{}}, {WHOLE}]",
        f'{{"@graph": [{{"@type": "WebPage"}}, {WHOLE}]}}',
        WHOLE[:-1] + ",}",
        f"<!-- {WHOLE} -->",
        f"/* <![CDATA[ */ {WHOLE} /* ]]> */",
        WHOLE + WHOLE,
        WHOLE.replace("\\n", "\n"),
        WHOLE.replace("“", '"').replace("”", '"'),
    ],
)
def test_a_broken_description_still_gives_the_story(script: str) -> None:
    document = extract(shell(script))
    assert document.headline == HEADLINE
    assert document.byline == ("Jonas Orlow",)
    assert document.published is not None
    assert [bare(block.text) for block in document.blocks] == [bare(text) for text in PARAGRAPHS]
    assert document.warnings == ("structured-data-only",)


def test_a_description_that_is_cut_off_gives_what_is_there() -> None:
    document = extract(shell(WHOLE[:-60]))
    assert document.headline == HEADLINE
    assert [block.text for block in document.blocks][:-1] == list(PARAGRAPHS[:-1])


def test_what_a_publishers_api_answers_is_read() -> None:
    document = extract(WHOLE.encode(), content_type="application/json")
    assert document.headline == HEADLINE
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)
