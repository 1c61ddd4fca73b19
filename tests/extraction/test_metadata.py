"""What a page says about itself is read, broken as it may be."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.extraction.pages import HEADLINE, page, paragraphs
from tuireader.extraction import extract
from tuireader.extraction.linked_data import LARGEST, read_linked_data
from tuireader.extraction.moments import moment
from tuireader.extraction.people import is_byline, people


def test_json_ld_gives_names_times_source_and_language() -> None:
    document = extract(page(), url="https://gazette.example/ferry")
    assert document.byline == ("Jonas Orlow", "Ada Finch")
    assert document.source == "The Ossel Gazette"
    assert document.published == datetime(2024, 11, 13, 5, 30, tzinfo=UTC)
    assert document.modified == datetime(2024, 11, 13, 9, 0, tzinfo=UTC)
    assert document.language == "en-GB"
    assert document.url == "https://gazette.example/ferry"


def test_meta_tags_speak_where_json_ld_is_silent() -> None:
    head = (
        '<meta property="article:published_time" content="2024-11-13T05:30:00Z">'
        '<meta name="author" content="By Jonas Orlow and Ada Finch">'
        '<meta property="og:site_name" content="The Ossel Gazette">'
        '<link rel="canonical" href="https://gazette.example/ferry">'
    )
    document = extract(page(head=head, data={"@type": "WebPage"}))
    assert document.byline == ("Jonas Orlow", "Ada Finch")
    assert document.published == datetime(2024, 11, 13, 5, 30, tzinfo=UTC)
    assert document.source == "The Ossel Gazette"
    assert document.url == "https://gazette.example/ferry"


def test_what_readers_see_comes_last() -> None:
    document = extract(page(data={"@type": "WebPage"}))
    assert document.byline == ("Jonas Orlow",)
    assert document.published == datetime(2024, 11, 13, tzinfo=UTC)
    assert document.headline == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "<p class='when date'>13 November 2024</p>",
        "<p>Posted: 2024-11-13 by the desk</p>",
        "<div class='post-meta'>Mittwoch, 13. November 2024</div>",
    ],
)
def test_a_day_that_only_readers_see_is_found(line: str) -> None:
    markup = f"<html><body><h1>{HEADLINE}</h1>{line}{paragraphs()}</body></html>"
    assert extract(markup).published == datetime(2024, 11, 13, tzinfo=UTC)


def test_a_time_without_an_attribute_gives_its_text_to_machines() -> None:
    line = "<p><time>7 minutes</time> <time>2024-11-13 06:30+01:00</time></p>"
    markup = f"<html><body><h1>{HEADLINE}</h1>{line}{paragraphs()}</body></html>"
    assert extract(markup).published == datetime(2024, 11, 13, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("folders", ["2024/11/13", "2024/nov/13", "2024/november/13"])
def test_a_day_in_the_address_is_found(folders: str) -> None:
    stamp = "<p>Updated: 2021-01-01</p>"
    markup = f"<html><body><h1>{HEADLINE}</h1>{stamp}{paragraphs()}</body></html>"
    url = f"https://gazette.example/{folders}/ferry"
    assert extract(markup, url=url).published == datetime(2024, 11, 13, tzinfo=UTC)


@pytest.mark.parametrize("words", ["2 hours ago", "yesterday", "13 November", "© 2024"])
def test_no_day_is_made_up(words: str) -> None:
    markup = (
        f"<html><body><h1>{HEADLINE}</h1><p class='date'>{words}</p>{paragraphs()}</body></html>"
    )
    assert extract(markup).published is None


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "The ferry"}',
        '[{"@type": "Organization"}, {"@type": ["NewsArticle"], "headline": "The ferry"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "The ferry"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "The ferry"}}',
        '<!-- {"@type": "NewsArticle", "headline": "The ferry",} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "The\tferry"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "The \\ferry"}'.replace("\\f", "f"),
        '{"@type": "NewsArticle", "headline": "The ferry"} {"@type": "Thing"}',
        '{"@type": "http://schema.org/NewsArticle", "headline": "The ferry"};',
    ],
)
def test_json_ld_is_read_in_its_many_shapes(script: str) -> None:
    found = read_linked_data([script])
    assert "ferry" in str(found.article.get("headline"))


def test_the_richest_article_is_the_storys() -> None:
    teaser = '{"@type": "NewsArticle", "headline": "Another"}'
    story = '{"@type": "NewsArticle", "headline": "The ferry", "datePublished": "2024-11-13"}'
    assert read_linked_data([teaser, story]).article["headline"] == "The ferry"


def test_json_ld_of_no_sane_size_or_depth_is_passed_over() -> None:
    assert read_linked_data(["[" * 200_000]).nodes == ()
    huge = '{"@type": "NewsArticle", "headline": "' + "x" * LARGEST + '"}'
    assert read_linked_data([huge]).oversized


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-11-13T06:30:00+01:00", datetime(2024, 11, 13, 5, 30, tzinfo=UTC)),
        ("2024-11-13T06:30:00.123Z", datetime(2024, 11, 13, 6, 30, 0, 123000, tzinfo=UTC)),
        ("2024-11-13 06:30:00 GMT", datetime(2024, 11, 13, 6, 30, tzinfo=UTC)),
        ("2024-11-13T06:30:00+0100", datetime(2024, 11, 13, 5, 30, tzinfo=UTC)),
        ("2024-11-13", datetime(2024, 11, 13, tzinfo=UTC)),
        ("20241113T063000Z", datetime(2024, 11, 13, 6, 30, tzinfo=UTC)),
        ("Wed, 13 Nov 2024 06:30:00 +0000", datetime(2024, 11, 13, 6, 30, tzinfo=UTC)),
        ("1731479400", datetime(2024, 11, 13, 6, 30, tzinfo=UTC)),
        ("1731479400000", datetime(2024, 11, 13, 6, 30, tzinfo=UTC)),
        (1731479400, datetime(2024, 11, 13, 6, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_times_are_read_in_the_ways_they_are_written(
    written: object, read: datetime | None
) -> None:
    assert moment(written) == read


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Jonas Orlow", ("Jonas Orlow",)),
        ("Von Jonas Orlow und Ada Finch", ("Jonas Orlow", "Ada Finch")),
        ("JONAS ORLOW", ("Jonas Orlow",)),
        ("Jonas Orlow, Political Correspondent", ("Jonas Orlow",)),
        ("Jonas Orlow, jonas@gazette.example", ("Jonas Orlow",)),
        ("https://gazette.example/authors/orlow", ()),
        ("admin", ()),
    ],
)
def test_bylines_become_people(written: str, names: tuple[str, ...]) -> None:
    assert people([written]) == names


def byline_of(author: object, *, meta: str = "", seen: str = "") -> tuple[str, ...]:
    """Return the byline of a page of "The Ossel Gazette" that names its author so."""
    data = {"@type": "NewsArticle", "headline": HEADLINE, "author": author}
    head = (
        '<meta property="og:site_name" content="The Ossel Gazette">'
        f'<meta name="author" content="{meta}">'
    )
    markup = page(head=head, before=seen, data=data)
    return extract(re.sub(r'<div class="byline">.*</div>', "", markup)).byline


def test_a_persons_name_is_put_together_from_its_parts() -> None:
    author = {"@type": "Person", "givenName": "Jonas", "familyName": "Orlow"}
    assert byline_of(author) == ("Jonas Orlow",)


def test_the_papers_own_name_gives_way_to_a_persons() -> None:
    paper = {"@type": "Person", "name": "The Ossel Gazette"}
    assert byline_of(paper, meta="Jonas Orlow") == ("Jonas Orlow",)
    assert byline_of(paper, seen="<p class='author'>By Jonas Orlow</p>") == ("Jonas Orlow",)
    assert byline_of(paper) == ("The Ossel Gazette",)


def test_an_agency_is_named_where_no_person_is() -> None:
    agency = {"@type": "NewsMediaOrganization", "name": "Merrow Press Agency"}
    assert byline_of(agency) == ("Merrow Press Agency",)
    assert byline_of([agency, {"@type": "Person", "name": "Jonas Orlow"}]) == ("Jonas Orlow",)


def test_a_sites_seat_is_nobodys_name() -> None:
    assert byline_of(None, meta="ossel-gazette.example, Ossel, Merrow") == ()


def test_a_commenter_asked_for_a_name_is_no_author() -> None:
    form = "<form><p class='comment-author'>Name *</p></form>"
    assert byline_of(None, seen=f"<p class='author'>Jonas Orlow</p>{form}") == ("Jonas Orlow",)


def test_of_an_authors_box_the_line_with_by_counts() -> None:
    spans = "<span class='author'>Money</span> <span class='author'>by Jonas Orlow</span>"
    box = f"<div class='authors'>{spans}</div>"
    assert byline_of(None, seen=box) == ("Jonas Orlow",)


def test_the_same_person_is_named_once() -> None:
    assert people(["Jonas Orlow", "by Jonas Orlow", "jonas orlow"]) == ("Jonas Orlow",)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("By Jonas Orlow", True),
        ("Jonas Orlow", True),
        ("By noon the ferry had left without them.", False),
        ("Jonas Orlow says that the boat will stay where it is for now", False),
    ],
)
def test_a_byline_is_told_from_a_sentence(line: str, answer: bool) -> None:
    assert is_byline(line, ("Jonas Orlow",)) is answer


def test_a_live_pages_entry_does_not_lend_its_headline() -> None:
    data = {"@type": "LiveBlogPosting", "headline": "Loud noise heard by neighbours"}
    assert extract(page(data=data)).headline == HEADLINE


def test_a_site_that_names_itself_in_every_page_does_not_lend_its_name() -> None:
    head = '<meta property="og:title" content="Latest news, weather and sports">'
    assert extract(page(head=head, data={"@type": "WebPage"})).headline == HEADLINE


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
@pytest.mark.parametrize("home", ["/", "https://tidewater.example", "/index.html"])
def test_a_blogs_name_that_leads_home_is_not_the_headline(tag: str, home: str) -> None:
    blog = (
        "<html><head><title>Tidewater notes » The mill turns again</title></head><body>"
        f'<h1><a href="{home}">Tidewater notes</a></h1><h3>Notes</h3>'
        f"<div class=post><{tag}>The mill turns again</{tag}>{paragraphs()}</div></body></html>"
    )
    assert extract(blog).headline == "The mill turns again"


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_where_there_is_no_h1_a_heading_that_is_most_of_the_title_is_the_headline(tag: str) -> None:
    title = f"Forum of the ferry's friends – {HEADLINE}"
    found = extract(f"<title>{title}</title><{tag}>{HEADLINE}</{tag}>{paragraphs()}")
    assert found.headline == HEADLINE


def test_a_sites_name_is_cut_off_a_short_chinese_title() -> None:
    found = extract(f"<title>渡轮将再运行一个冬天 - Valley App</title>{paragraphs()}")
    assert found.headline == "渡轮将再运行一个冬天"
