"""The story comes out whole, in typed blocks, and nothing around it does."""

# ruff: noqa: E501 -- markup and text are easier to read unbroken

from __future__ import annotations

import pytest

from tests.extraction.pages import HEADLINE, NOTE, PARAGRAPHS, page, paragraphs
from tuireader.extraction import extract
from tuireader.model import Block, BlockKind, Document, FoundIn, NoticeKind

BODY = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.PREFORMATTED,
        BlockKind.NOTICE,
    }
)


def body(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind in BODY]


def of_kind(document: Document, kind: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if block.kind is kind]


def test_the_paragraphs_are_the_story_and_nothing_else() -> None:
    document = extract(page())
    assert body(document) == list(PARAGRAPHS)
    assert document.headline == HEADLINE
    assert document.warnings == ()


def test_text_and_bytes_give_the_same_document() -> None:
    assert extract(page()) == extract(page().encode())


@pytest.mark.parametrize(
    "furniture",
    [
        '<p><strong>Read more: <a href="/x">Storm leaves thousands in the dark</a></strong></p>',
        '<div class="related"><h4>Related</h4><ul><li><a href="/1">One story</a></li></ul></div>',
        '<div><h4>More on this</h4><ul><li><a href="/1">Storm leaves thousands in the dark</a></li>'
        '<li><a href="/2">Actor returns to the stage</a></li></ul></div>',
        '<aside class="c-box"><h3>From the magazine</h3><a href="/9"><p>A slow boat home</p></a></aside>',
        '<div class="newsletter-signup"><h3>Our newsletter</h3><p>Become a member today from two '
        "crowns a month and help us keep our reporting free.</p></div>",
        '<div class="ad-slot"><span>Advertisement</span><a href="/a">Buy boats now</a></div>',
        "<p>Advertisement</p>",
        "<p>Share this article</p>",
        "<p><time datetime='2024-11-13'>2 hours ago</time></p>",
        "<p>Updated: 13 November 2024, 10:31</p>",
        "<p>Follow us on Facebook and Instagram</p>",
        '<div style="display:none"><p>This text is here for machines alone, and nobody sees it.</p></div>',
        "<div class='sr-only'>Skip to the end of the story and to the comments below it</div>",
        "<script>document.write('<p>no story</p>')</script>",
        "<p>Lesen Sie auch: <a href='/x'>Der Fluss steigt wieder</a></p>",
        "<p>À lire aussi : <a href='/x'>La rivière monte encore</a></p>",
        "<p>相关阅读：<a href='/x'>河水再次上涨</a></p>",
    ],
)
def test_furniture_inside_the_story_is_left_out(furniture: str) -> None:
    story = paragraphs(PARAGRAPHS[:3]) + furniture + paragraphs(PARAGRAPHS[3:])
    assert body(extract(page(story))) == list(PARAGRAPHS)


def test_a_tail_of_other_stories_is_left_out_and_listed_as_related() -> None:
    teasers = "".join(
        f'<li><h4><a href="/{n}">Ferry number {n} is sold to a museum</a></h4><p>It was the oldest of '
        "its kind, the harbour master said, and will now</p></li>"
        for n in range(5)
    )
    tail = f'<div class="story-list"><h3>Other stories</h3><ul>{teasers}</ul></div>'
    document = extract(page(paragraphs() + tail))
    assert body(document) == list(PARAGRAPHS)
    assert "Ferry number 3 is sold to a museum" in document.related


def test_many_teasers_do_not_outweigh_a_short_story() -> None:
    cards = "".join(
        f'<div class="card"><a href="/{n}"><h3>Ferry number {n} is sold to a museum</h3></a><p>It was '
        "the oldest of its kind, the harbour master said on Friday, and nobody knew what to do with "
        "it until the museum called.</p></div>"
        for n in range(40)
    )
    document = extract(page(after=f'<div class="more-stories"><h2>More stories</h2>{cards}</div>'))
    assert body(document) == list(PARAGRAPHS)


def test_a_body_cut_in_two_by_an_advertisement_is_read_whole() -> None:
    story = (
        f'<div class="body-part">{paragraphs(PARAGRAPHS[:4])}</div><div class="ad">Buy</div>'
        f'<div class="body-part">{paragraphs(PARAGRAPHS[4:])}</div>'
    )
    assert body(extract(page(story))) == list(PARAGRAPHS)


def test_paragraphs_without_paragraph_tags_are_read() -> None:
    divs = "".join(f"<div>{text}</div>" for text in PARAGRAPHS)
    breaks = "<br><br>".join(PARAGRAPHS)
    assert body(extract(page(divs))) == list(PARAGRAPHS)
    assert body(extract(page(f"<div>{breaks}</div>"))) == list(PARAGRAPHS)


def test_a_story_in_an_unclosed_nav_is_found() -> None:
    markup = f"<html><body><h1>{HEADLINE}</h1><nav><a href='/'>Home</a><div>{paragraphs()}</div>"
    assert body(extract(markup)) == list(PARAGRAPHS)


def test_a_story_inside_an_element_with_a_misleading_name_is_kept() -> None:
    markup = page().replace("<main>", '<main class="with-sidebar rail">')
    assert body(extract(markup)) == list(PARAGRAPHS)


def test_blocks_carry_their_kinds() -> None:
    story = (
        f"{paragraphs(PARAGRAPHS[:2])}<h2>What it costs</h2><ul><li>A single crossing is four crowns.</li>"
        "<li>Children pay half of that.</li></ul><blockquote><p>We will miss her when she goes.</p>"
        f"</blockquote>{paragraphs(PARAGRAPHS[2:])}<pre>06:00  first boat\n22:30  last boat</pre>"
        "<figure><img src='/boat.jpg'><figcaption>The ferry at dawn. Photo: Ada Finch</figcaption></figure>"
    )
    document = extract(page(story), url="https://gazette.example/ferry")
    assert of_kind(document, BlockKind.HEADING) == ["What it costs"]
    assert of_kind(document, BlockKind.LIST_ITEM) == [
        "A single crossing is four crowns.",
        "Children pay half of that.",
    ]
    assert of_kind(document, BlockKind.QUOTE) == ["We will miss her when she goes."]
    assert of_kind(document, BlockKind.PREFORMATTED) == ["06:00  first boat\n22:30  last boat"]
    (caption,) = (block for block in document.blocks if block.kind is BlockKind.CAPTION)
    assert caption.text == "The ferry at dawn. Photo: Ada Finch"
    assert caption.image == "https://gazette.example/boat.jpg"


def test_rows_of_a_table_become_lines() -> None:
    table = (
        "<table><tr><th>Boat</th><th>Built</th></tr><tr><td>Merrow</td><td>1921</td></tr></table>"
    )
    document = extract(page(paragraphs() + table))
    assert body(document)[-2:] == ["Boat | Built", "Merrow | 1921"]


def test_a_table_that_lays_out_the_page_is_no_data() -> None:
    story = f"<table><tr><td>{paragraphs()}</td><td><p>Sidebar</p></td></tr></table>"
    assert list(PARAGRAPHS) == body(extract(page(story)))[: len(PARAGRAPHS)]


def test_a_standfirst_above_the_body_is_one() -> None:
    text = (
        "After a long night the council gives the boat until March, and the bakery its customers."
    )
    document = extract(page(before=f'<p class="standfirst">{text}</p>'))
    assert document.blocks[0] == Block(kind=BlockKind.STANDFIRST, text=text)
    assert body(document) == list(PARAGRAPHS)


def test_a_caption_above_the_body_is_kept() -> None:
    figure = (
        "<figure><img src='/a.jpg'><figcaption>The ferry in fog last winter.</figcaption></figure>"
    )
    document = extract(page(before=figure))
    assert of_kind(document, BlockKind.CAPTION) == ["The ferry in fog last winter."]


def test_links_are_kept_with_their_place_and_an_absolute_address() -> None:
    story = (
        paragraphs() + "<p>The plan stands on <a href='/plan'>the council's page</a> since May.</p>"
    )
    document = extract(page(story), url="https://gazette.example/news/ferry")
    block = document.blocks[-1]
    (link,) = block.links
    assert block.text[link.start : link.end] == "the council's page"
    assert link.href == "https://gazette.example/plan"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_links_that_run_or_read_something_are_dropped(address: str) -> None:
    story = paragraphs() + f"<p>The plan stands on <a href='{address}'>this page</a> since May.</p>"
    assert extract(page(story)).blocks[-1].links == ()


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{NOTE}</p>",
        f"<p><em>{NOTE}</em></p>",
        f'<aside class="correction">{NOTE}</aside>',
        f'<div class="correction"><p>{NOTE}</p></div>',
        f"<section><h4>Correction</h4><p>{NOTE}</p></section>",
        f'<ul class="corrections"><li>{NOTE}</li></ul>',
        f'<div class="article-footer"><p>{NOTE}</p></div>',
        f"<details><summary>Notes</summary><p>{NOTE}</p></details>",
    ],
)
@pytest.mark.parametrize("place", ["top", "end", "after"])
def test_a_note_is_found_wherever_it_stands(markup: str, place: str) -> None:
    parts = {"top": (markup, "", ""), "end": ("", markup, ""), "after": ("", "", markup)}[place]
    document = extract(page(parts[0] + paragraphs() + parts[1], after=parts[2]))
    assert [notice.text for notice in document.notices] == [NOTE]
    assert [text for text in body(document) if text != NOTE and text != "Correction"] == [
        *PARAGRAPHS,
        *(["Notes"] if "Notes" in body(document) else []),
    ] or place == "top"


def test_a_note_in_the_footer_of_the_page_stands_in_notices_alone() -> None:
    markup = page().replace("<footer>", f"<footer><p>{NOTE}</p>")
    document = extract(markup)
    (notice,) = document.notices
    assert (notice.text, notice.found_in) == (NOTE, FoundIn.MARKUP)
    assert NOTE not in body(document)


def test_a_note_in_the_story_is_a_block_too() -> None:
    document = extract(page(paragraphs() + f"<p>{NOTE}</p>"))
    assert document.blocks[-1] == Block(kind=BlockKind.NOTICE, text=NOTE)
    assert document.notices[0].found_in is FoundIn.BODY


def test_a_note_among_the_comments_is_not_the_publishers() -> None:
    markup = page().replace('<div class="comment">', f'<div class="comment"><p>{NOTE}</p>')
    assert extract(markup).notices == ()


def test_a_box_named_correction_is_believed() -> None:
    box = '<div class="story-correction">The mill was built in 1874, and not in 1847 as we wrote.</div>'
    (notice,) = extract(page(after=box)).notices
    assert notice.kind is NoticeKind.CORRECTION


def test_the_same_note_in_the_body_and_in_json_ld_stands_once() -> None:
    data = {"@type": "NewsArticle", "headline": HEADLINE, "correction": NOTE}
    document = extract(page(paragraphs() + f"<p>{NOTE}</p>", data=data))
    assert len(document.notices) == 1


def test_a_live_page_keeps_the_times_of_its_entries_as_headings() -> None:
    data = {"@type": "LiveBlogPosting", "headline": HEADLINE}
    entries = "".join(
        f"<div class='entry'><time>{10 + n}:15</time><p>{text}</p></div>"
        for n, text in enumerate(PARAGRAPHS)
    )
    document = extract(page(entries, data=data))
    assert of_kind(document, BlockKind.HEADING) == [f"{10 + n}:15" for n in range(len(PARAGRAPHS))]
    assert of_kind(document, BlockKind.PARAGRAPH) == list(PARAGRAPHS)


def test_of_several_articles_the_one_with_the_headline_is_read() -> None:
    others = "".join(
        f"<article><h2><a href='/{n}'>Another story, number {n}</a></h2><p>{'It rained a lot. ' * 12}</p>"
        "</article>"
        for n in range(6)
    )
    assert body(extract(page(after=others))) == list(PARAGRAPHS)


def test_of_several_stories_below_each_other_the_first_is_read() -> None:
    others = "".join(
        f"<div class='post'><h1>Another story, number {n}</h1>{paragraphs([f'{n}: {t}' for t in PARAGRAPHS])}</div>"
        for n in range(4)
    )
    markup = f"<html><head><title>{HEADLINE}</title></head><body><main><div class='post'><h1>{HEADLINE}</h1>{paragraphs()}</div>{others}</main></body></html>"
    assert body(extract(markup)) == list(PARAGRAPHS)


def test_sections_of_one_story_are_read_all() -> None:
    sections = "".join(
        f"<section class='part'><h2>Part {n}</h2>{paragraphs([f'{n}: {t}' for t in PARAGRAPHS])}</section>"
        for n in range(3)
    )
    first = f"<section class='part'><h1>{HEADLINE}</h1>{paragraphs()}</section>"
    found = body(extract(f"<html><body><main>{first}{sections}</main></body></html>"))
    assert len(found) == 4 * len(PARAGRAPHS) + 3


def test_single_line_breaks_between_long_lines_part_paragraphs() -> None:
    story = f"<div class='text'>{'<br>'.join(PARAGRAPHS)}</div>"
    markup = f"<html><body><h1>{HEADLINE}</h1>{story}</body></html>"
    assert body(extract(markup)) == list(PARAGRAPHS)
    edited = markup.replace(PARAGRAPHS[2], "Nothing more is known.")
    assert body(extract(edited))[3:] == list(PARAGRAPHS[3:])


def test_the_lines_of_a_verse_stay_together() -> None:
    verse = "The river came up in the night,<br>the ferry was out of our sight,<br>and nobody rang."
    found = body(extract(page(f"{paragraphs()}<p>{verse}</p>")))
    assert found[-1] == verse.replace("<br>", " ")


def test_headline_byline_and_date_glued_by_line_breaks_are_left_out() -> None:
    head = f"<b>{HEADLINE}</b><br>By JONAS ORLOW<br>November 13, 2002"
    markup = (
        f"<html><head><title>{HEADLINE}</title></head><body><td>{head}{paragraphs()}</body></html>"
    )
    assert body(extract(markup)) == list(PARAGRAPHS)


def test_spans_shown_as_blocks_are_paragraphs() -> None:
    spans = "".join(f"<span style='display: block'>{text}</span>" for text in PARAGRAPHS)
    assert body(extract(page(f"<div>{spans}</div>"))) == list(PARAGRAPHS)


STAMPS = (
    "<time>3 October 2026</time> <span>Last post 4 minutes ago</span>",
    "<p>Ossel, Gazette desk | Updated: 3 October 2026, 09:01 AM</p>",
    "<div>2026-10-03 09:01 | desk</div>",
    "<p>Sa 03.10.26 | 14:07 Uhr | Redaktion</p>",
    "<p>Lesezeit <time>3 min</time></p>",
)


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_above_the_story_is_none_of_its_paragraphs(stamp: str) -> None:
    markup = (
        f"<html><body><article><h1>{HEADLINE}</h1>{stamp}{paragraphs()}</article></body></html>"
    )
    assert body(extract(markup)) == list(PARAGRAPHS)


def test_numbers_at_a_storys_head_are_no_stamp() -> None:
    table = "<table><tr><td>Ossel</td><td>14</td><td>11</td></tr><tr><td>Quay</td><td>9</td><td>2</td></tr></table>"
    found = body(extract(page(table + paragraphs())))
    assert found[:2] == ["Ossel | 14 | 11", "Quay | 9 | 2"]


def test_the_next_page_of_a_story_is_known_and_the_next_story_is_not() -> None:
    url = "https://gazette.example/news/ferry"
    more = page(head='<link rel="next" href="/news/ferry?page=2">')
    other = page(head='<link rel="next" href="/news/flood">')
    assert extract(more, url=url).next_page == f"{url}?page=2"
    assert extract(other, url=url).next_page is None


def test_amp_pages_are_read() -> None:
    story = paragraphs() + "<amp-img src='/a.jpg'></amp-img><amp-ad type='x'>Buy boats</amp-ad>"
    markup = page(story).replace("<html ", "<html amp ")
    assert body(extract(markup)) == list(PARAGRAPHS)


def test_xhtml_with_elements_that_close_themselves_is_read() -> None:
    markup = '<?xml version="1.0" encoding="utf-8"?>' + page(
        head='<script src="/a.js"/>', before='<div class="spacer"/>'
    )
    assert body(extract(markup)) == list(PARAGRAPHS)


def test_xhtml_whose_tags_have_a_prefix_is_read() -> None:
    texts = "".join(f"<h:p>{text}</h:p>" for text in PARAGRAPHS)
    markup = (
        '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>'
        f"{HEADLINE}</h:title></h:head><h:body><h:h1>{HEADLINE}</h:h1>{texts}</h:body></h:html>"
    )
    document = extract(markup)
    assert document.headline == HEADLINE
    assert body(document) == list(PARAGRAPHS)


def test_rows_of_figures_alone_are_kept() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{year * 11}</td></tr>" for year in (2022, 2023))
    table = f"<table><tr><th>Year</th><th>People</th></tr>{rows}</table>"
    found = body(extract(page(paragraphs() + table + f"<p>{PARAGRAPHS[0][::-1]}.</p>")))
    assert found[len(PARAGRAPHS) : -1] == ["Year | People", "2022 | 22242", "2023 | 22253"]
