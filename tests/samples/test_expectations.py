"""What every sample promises, through the public API: pages read, changes judged."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest

import tuireader
from tests.samples.stories import Look, Story, looks, stories
from tuireader.changes import Seen, look_back
from tuireader.model import BlockKind, Change, Document, Edit, Pair

every_look = pytest.mark.parametrize("look", looks(), ids=str)
every_page = pytest.mark.parametrize(
    ("story", "number"),
    [(story, number) for story in stories() for number in range(1, len(story.pages) + 1)],
    ids=lambda value: value.slug if isinstance(value, Story) else str(value),
)


@cache
def read(slug: str, number: int) -> Document:
    story = next(story for story in stories() if story.slug == slug)
    return tuireader.extract(story.pages[number - 1].encode(), url=story.told["url"])


@cache
def judged(look: Look) -> Change:
    sides = Pair(before=seen(look.story, look.before), after=seen(look.story, look.after))
    change = tuireader.compare(sides.before.document, sides.after.document)
    numbers = range(1, look.before + 1)
    earlier = [
        Pair(before=seen(look.story, a), after=seen(look.story, b)) for a, b in pairwise(numbers)
    ]
    return look_back(change, sides, earlier)


def seen(story: Story, number: int) -> Seen:
    return Seen(number, story.told["pages"][number - 1]["taken_at"], read(story.slug, number))


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


@every_page
def test_a_page_is_read_whole_and_alone(story: Story, number: int) -> None:
    told, document = story.told["pages"][number - 1], read(story.slug, number)
    paragraphs = [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert document.headline == told.get("headline", story.told["headline"])
    assert list(document.byline) == story.told["byline"]
    assert document.source == story.told["source"]
    assert document.published is not None
    for furniture in story.told["never"]["blocks"]:
        assert not any(furniture in block.text for block in document.blocks)
    first = story.told["pages"][0]
    assert len(paragraphs) == told.get("paragraphs", first["paragraphs"])
    if "first" in first:
        assert paragraphs[0].startswith(first["first"])
        assert paragraphs[-1].startswith(first["last"])


@every_page
def test_a_page_gives_its_notices(story: Story, number: int) -> None:
    told, document = story.told["pages"][number - 1], read(story.slug, number)
    assert [plain(notice.text) for notice in document.notices] == [
        plain(notice["text"]) for notice in told["notices"]
    ]
    assert [str(notice.kind) for notice in document.notices] == [n["kind"] for n in told["notices"]]
    for found, notice in zip(document.notices, told["notices"], strict=True):
        assert found.date == notice.get("date")


@every_look
def test_a_change_is_judged_as_promised(look: Look) -> None:
    change = judged(look)
    assert (change.kind, change.disclosure) == (look.told["kind"], look.told["disclosure"])
    assert {str(flag) for flag in change.flags} >= set(look.told.get("flags", []))


@every_look
def test_every_promised_edit_is_found_and_explained_or_not(look: Look) -> None:
    change = judged(look)
    for told in look.told["edits"]:
        found = [edit for edit in change.edits if covers(edit, told["before"], told["after"])]
        assert found, f"no edit covers {told}"
        assert {edit.notice is not None for edit in found} == {told["explained"]}


@every_look
def test_no_edit_is_found_where_none_is_promised(look: Look) -> None:
    if not look.told["edits"]:
        assert [
            edit for edit in judged(look).edits if edit.kind not in ("copyedit", "furniture")
        ] == []


def covers(edit: Edit, before: str, after: str) -> bool:
    return plain(before) in plain(edit.before) and plain(after) in plain(edit.after)
