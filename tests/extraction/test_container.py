"""Which part of a page holds the story, where its names or its sizes mislead."""

# ruff: noqa: E501 -- markup is easier to read unbroken

from __future__ import annotations

import pytest

from tests.extraction.pages import HEADLINE, PARAGRAPHS, paragraphs
from tests.extraction.test_story import body
from tuireader.extraction import Warn, extract

DOUBLED = tuple(f"{text} {text}" for text in PARAGRAPHS)
PROGRAMME = " ".join(PARAGRAPHS[::-1])
"""A long text that is no story."""


def bare(markup: str) -> str:
    """Return a page without any data about the story."""
    return f"<html><head><title>{HEADLINE}</title></head><body>{markup}</body></html>"


def read(markup: str) -> list[str]:
    """Return the paragraphs of a page that our own reading finds, without the fallback."""
    document = extract(markup)
    assert Warn.FALLBACK not in document.warnings
    return body(document)


def test_a_sidebar_longer_than_the_article_is_not_taken_for_it() -> None:
    sidebar = "".join(f"<p>{number}. {PROGRAMME}</p>" for number in range(12))
    markup = bare(
        f'<div id="content"><section class="post"><h1>{HEADLINE}</h1><article class="article">{paragraphs(DOUBLED)}'
        f'</article></section></div><section id="sidebar"><aside class="widget"><div><div class="textwidget">{sidebar}</div></div></aside></section>'
    )
    assert read(markup) == list(DOUBLED)


def test_an_article_that_stands_in_an_aside_is_read() -> None:
    menu = "".join(
        f'<li><a href="/{n}">Town number {n} and its villages</a></li>' for n in range(80)
    )
    markup = bare(
        f'<div><ul>{menu}</ul></div><main><aside class="direct-content"><section><h1>{HEADLINE}</h1>'
        f'<article><div class="text-detail">{paragraphs(PARAGRAPHS[:2])}</div></article></section></aside></main>'
    )
    assert read(markup) == list(PARAGRAPHS[:2])


def test_the_names_drupal_gives_to_fields_are_no_labels() -> None:
    fields = "".join(
        '<div class="field field--name-field-sections"><div class="field field--name-field-text '
        f'field--type-text-long field--label-hidden field__item"><p>{text}</p></div></div>'
        for text in DOUBLED
    )
    markup = bare(
        f'<article class="node full"><h1>{HEADLINE}</h1><div class="content">{fields}</div></article>'
    )
    assert read(markup) == list(DOUBLED)


def test_a_forum_below_the_story_is_no_part_of_it() -> None:
    posts = "".join(
        f'<li class="forum-fil"><div class="forum-message"><p>{PROGRAMME}</p></div></li>'
        for _ in range(9)
    )
    markup = bare(
        f'<div id="page"><h1>{HEADLINE}</h1><div class="texte">{paragraphs()}</div>'
        f'<div class="divforum"><ul class="forum">{posts}</ul></div></div>'
    )
    assert read(markup) == list(PARAGRAPHS)


def test_highlights_that_repeat_the_story_leave_it_in_its_order() -> None:
    markup = bare(
        f'<article><h1>{HEADLINE}</h1><div class="highlights"><div><div>{DOUBLED[3]}</div></div></div>'
        f'<div class="text">{paragraphs(DOUBLED)}</div></article>'
    )
    assert read(markup) == list(DOUBLED)


def test_a_box_beside_the_story_with_a_name_of_its_own_is_no_part_of_it() -> None:
    box = f'<div id="right"><b>Dates</b><br>{PROGRAMME[:150]}</div>'
    story = f'<div id="story">{"<br><br>".join(PARAGRAPHS)}</div>'
    assert read(bare(f'<div id="wrap">{story}{box}</div>')) == list(PARAGRAPHS)
    cells = (
        f"<table><tr><td>{'<br><br>'.join(PARAGRAPHS)}</td><td>{PROGRAMME[:150]}</td></tr></table>"
    )
    assert read(bare(cells)) == list(PARAGRAPHS)


def test_a_headings_address_on_the_page_does_not_make_it_furniture() -> None:
    heading = '<h2 id="share-prices-and-related-comments">Share prices and related comments</h2>'
    found = read(bare(f"<article>{paragraphs()}{heading}{paragraphs(DOUBLED)}</article>"))
    assert found == [*PARAGRAPHS, "Share prices and related comments", *DOUBLED]


@pytest.mark.parametrize(
    "heading", ["14 responses to “The ferry”", "3 Comments", "Kommentare (12)", "2 commentaires"]
)
def test_what_readers_say_below_a_heading_that_counts_them_is_no_part_of_the_story(
    heading: str,
) -> None:
    said = "".join(f"<li><p>{text}</p></li>" for text in DOUBLED)
    markup = bare(f"<div>{paragraphs()}<h3>{heading}</h3><ol>{said}</ol></div>")
    assert read(markup) == list(PARAGRAPHS)


def test_a_next_article_that_a_page_goes_on_to_is_no_part_of_the_first() -> None:
    first = f'<article class="main"><h1>{HEADLINE}</h1>{paragraphs(DOUBLED)}</article>'
    following = f'<div class="more"><article class="next"><h1>Rain</h1><div><p>{PROGRAMME}</p><p>{PROGRAMME[5:]}</p></div></article></div>'
    assert read(bare(f"<main>{first}{following}</main>")) == list(DOUBLED)


def test_a_part_folded_away_until_read_more_is_read() -> None:
    folded = f'<div class="rest" style="display:none">{paragraphs(DOUBLED[2:])}</div>'
    markup = bare(f"<article><h1>{HEADLINE}</h1>{paragraphs(DOUBLED[:2])}{folded}</article>")
    assert read(markup) == list(DOUBLED)


def test_data_that_is_hidden_in_an_article_is_not_read() -> None:
    data = f'<div style="display:none"><p>{PARAGRAPHS[0][:90]}</p><p>region</p><p>Jonas Orlow, 13 years, 1 of 40</p><p>north, south, east</p></div>'
    markup = bare(f"<article><h1>{HEADLINE}</h1>{paragraphs(DOUBLED)}{data}</article>")
    assert read(markup) == list(DOUBLED)


@pytest.mark.parametrize(
    "line",
    [
        'This entry was posted on Monday, September 2nd, 2024 at 8:00 am and is filed under <a href="/m">Mills</a>.',
        'Dieser Eintrag wurde veröffentlicht in <a href="/m">Mühlen</a> und verschlagwortet mit Rad von Ada.',
        "Posted by Ada at 8:00 AM",
        "Geschrieben von Ada in Mühlen um 08:00",
        "ADVERTISEMENT - CONTINUE READING BELOW",
    ],
)
def test_what_a_blog_writes_below_every_entry_is_no_part_of_it(line: str) -> None:
    assert read(bare(f"<div>{paragraphs()}<p>{line}</p></div>")) == list(PARAGRAPHS)


def test_a_sentence_that_begins_like_a_blogs_line_is_kept() -> None:
    line = (
        "Posted on the church door by the clerk, the list of names was read by everyone that day."
    )
    texts = (*PARAGRAPHS[:2], line, *PARAGRAPHS[2:])
    assert read(bare(f"<div>{paragraphs(texts)}</div>")) == list(texts)


def test_cards_that_announce_other_stories_are_known_by_their_form() -> None:
    cards = "".join(
        f'<div class="x7"><a href="/{n}"><img src="{n}.jpg"></a><div><a href="/{n}">Town number {n} has a fair</a></div>'
        f"<div>May {n}, 2024</div><div>The fair of town number {n} is the oldest one in the valley, and the longest too.</div></div>"
        for n in range(1, 5)
    )
    markup = bare(
        f"<div><h1>{HEADLINE}</h1>{paragraphs(DOUBLED)}<div><h4>For you</h4>{cards}</div></div>"
    )
    assert read(markup) == list(DOUBLED)


def test_entries_under_a_linked_time_are_no_cards() -> None:
    entries = "".join(
        f'<div class="entry"><a href="#e{n}">1{n}:05 Uhr</a><p>{text}</p></div>'
        for n, text in enumerate(PARAGRAPHS)
    )
    found = read(bare(f"<main><h1>{HEADLINE}</h1>{entries}</main>"))
    assert [text for text in found if "Uhr" not in text] == list(PARAGRAPHS)
