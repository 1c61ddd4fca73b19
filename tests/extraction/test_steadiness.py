"""What changes around a story changes nothing in its Document's digest; a word of it does."""

from __future__ import annotations

import pytest

from tests.extraction.pages import HEADLINE, NOTE, PARAGRAPHS, page, paragraphs
from tuireader.extraction import extract

PERTURBATIONS = {
    "tokens": ("<footer>", '<input type="hidden" name="csrf" value="81f"><footer>'),
    "related": ("Why the price of rice keeps rising in the valley", "Actor returns to the stage"),
    "comments": ("<h3>2 Comments</h3>", "<h3>3 Comments</h3><p>What a nice boat that is!</p>"),
    "ticker": ("Storm warning for the coast on Friday night", "Storm warning lifted"),
    "menu": ('<li><a href="/sport">Sport</a></li>', "<li><a href='/w'>Weather</a></li>"),
    "share": ('<a href="#">Tweet</a>', "<span>1,204 shares</span>"),
    "classes": ('class="article-body"', 'class="article-body css-1x9k2"'),
    "footer": ("© 2024", "© 2025"),
}


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_changes_around_the_story_leave_the_digest_alone(name: str) -> None:
    before, after = PERTURBATIONS[name]
    changed = page().replace(before, after)
    assert changed != page()
    assert extract(changed).digest == extract(page()).digest


@pytest.mark.parametrize("index", range(len(PARAGRAPHS)))
def test_a_changed_word_in_any_paragraph_shows(index: int) -> None:
    changed = page().replace(PARAGRAPHS[index], PARAGRAPHS[index].replace("the", "a", 1))
    assert extract(changed).digest != extract(page()).digest


def test_a_changed_headline_shows() -> None:
    changed = page().replace(HEADLINE, HEADLINE.replace("last", "only"))
    assert extract(changed).digest != extract(page()).digest


def test_a_headline_changed_on_the_page_alone_shows() -> None:
    edited = HEADLINE.replace("last", "only")
    changed = page().replace(f"<h1>{HEADLINE}", f"<h1>{edited}")
    changed = changed.replace("</head>", f'<meta property="og:title" content="{HEADLINE}"></head>')
    assert extract(changed).headline == edited


def test_a_note_that_comes_shows_wherever_it_is_put() -> None:
    outside = page(after=f'<div class="note"><p>{NOTE}</p></div>')
    inside = page(paragraphs() + f"<p>{NOTE}</p>")
    assert extract(page()).digest not in (extract(outside).digest, extract(inside).digest)
