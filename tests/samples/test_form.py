"""Samples are whole, true to their own pages, and look like what real sites send."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest

from tests.samples.stories import FOLDER, Look, Story, looks, stories
from tuireader.model import ChangeKind, CheckStatus, Disclosure, Flag, NoticeKind

KEYS = {"title", "about", "source", "language", "url", "headline", "byline", "pages", "never"}
PAGE_KEYS = {"file", "taken_at", "status", "notices"}
LOOK_KEYS = {"kind", "disclosure", "edits"}

every_story = pytest.mark.parametrize("story", stories(), ids=lambda story: story.slug)
every_look = pytest.mark.parametrize("look", looks(), ids=str)


def said(page: str) -> str:
    """Return a page's text without its markup, in single spaces."""
    bare = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", page)
    return " ".join(re.sub(r"\s+([.,;:])", r"\1", unescape(bare)).split())


def linked_data(page: str) -> dict[str, object]:
    found = re.search(r'(?s)<script type="application/ld\+json">(.*?)</script>', page)
    assert found, "a news page says in JSON-LD what it is"
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_stories_show_what_they_should() -> None:
    shown = {(look.told["kind"], look.told["disclosure"]) for look in looks()}
    assert len(stories()) >= 5
    assert shown >= {
        ("factual", "disclosed"),
        ("factual", "partly-disclosed"),
        ("factual", "silent"),
        ("sourcing", "silent"),
        ("update", "none"),
        ("furniture", "none"),
        ("none", "none"),
        ("copyedit", "notice-removed"),
    }


def test_every_folder_is_a_story() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()} - {"screenshots"}
    assert folders == {story.slug for story in stories()}


@every_story
def test_a_story_says_what_it_must(story: Story) -> None:
    assert story.told.keys() >= KEYS
    assert 2 <= len(story.pages) <= 4
    for number, page in enumerate(story.told["pages"], 1):
        assert page.keys() >= PAGE_KEYS
        assert page["file"] == f"{number}.html"
        assert page["status"] in set(CheckStatus)
        assert (page["status"] == "new") == (number == 1)
        assert {notice["kind"] for notice in page["notices"]} <= set(NoticeKind)


@every_story
def test_pages_are_taken_one_after_the_other(story: Story) -> None:
    times = [page["taken_at"] for page in story.told["pages"]]
    assert times == sorted(set(times))
    assert all(isinstance(at, datetime) and at.utcoffset() == timedelta(0) for at in times)


@every_story
def test_outlets_are_made_up(story: Story) -> None:
    hosts = {urlsplit(story.told["url"]).hostname}
    for page in story.pages:
        hosts |= {
            urlsplit(url).hostname for url in re.findall(r'(?:href|src)="(https?:[^"]+)"', page)
        }
    allowed = re.compile(r"(.+\.)?[\w-]+\.example|gmpg\.org|ogp\.me")
    assert [host for host in hosts if not allowed.fullmatch(host or "")] == []


@every_story
def test_pages_have_what_real_pages_have_around_a_story(story: Story) -> None:
    for page in story.pages:
        assert linked_data(page)["@type"] == "NewsArticle"
        for piece in ("<nav", "<footer", "og:title", "canonical", "<h1", story.told["source"]):
            assert piece in page
        assert f'lang="{story.told["language"]}' in page


@every_story
def test_stories_are_long_enough_to_be_read(story: Story) -> None:
    shortest = 250 if story.slug.endswith("-live") else 380
    assert len(said(story.pages[-1]).split()) >= shortest


@every_story
def test_what_a_page_should_hold_stands_in_it(story: Story) -> None:
    for page, told in zip(story.pages, story.told["pages"], strict=True):
        text = said(page)
        assert told.get("headline", story.told["headline"]) in text
        assert all(name in text for name in story.told["byline"])
        for end in ("first", "last"):
            assert told.get(end, "") in text
        for notice in told["notices"]:
            assert notice["text"] in text


@every_story
def test_what_no_block_may_hold_stands_in_some_page(story: Story) -> None:
    pages = [said(page) for page in story.pages]
    unseen = [text for text in story.told["never"]["blocks"] if not any(text in p for p in pages)]
    assert unseen == []


@every_look
def test_a_look_says_what_it_must(look: Look) -> None:
    assert look.told.keys() >= LOOK_KEYS
    assert look.told["kind"] in set(ChangeKind)
    assert look.told["disclosure"] in set(Disclosure)
    assert set(look.told.get("flags", [])) <= set(Flag)


@every_look
def test_an_edit_is_true_to_both_pages(look: Look) -> None:
    before, after = said(look.story.pages[look.before - 1]), said(look.story.pages[look.after - 1])
    for edit in look.told["edits"]:
        assert edit["before"] in before
        assert edit["after"] in after
        assert edit["before"] != edit["after"]


@every_look
def test_pages_differ_around_the_story_too(look: Look) -> None:
    """Furniture moves at every look, so that noise never stands still in a test."""
    assert look.story.pages[look.before - 1] != look.story.pages[look.after - 1]
