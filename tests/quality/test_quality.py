"""A small corpus of our own pages, with floors that extraction may not fall below.

Every story is put into every template, with and without a note, and with other furniture.
"""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import pytest

from tests.benchmarks.bench_extraction import f1, shares, words
from tuireader.extraction import extract
from tuireader.model import BlockKind, Document

HERE = Path(__file__).parent
FLOORS: dict[str, float] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
NOISES = ("A ferry is sold to a museum", "Rain delays the fair again")
NOT_BODY = (BlockKind.CAPTION, BlockKind.STANDFIRST)


@dataclass(frozen=True)
class Story:
    """A story of ours."""

    language: str
    headline: str
    note: str
    paragraphs: list[str]


STORIES = [
    Story(**table)
    for table in tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))["story"]
]
TEMPLATES = {path.stem: path.read_text(encoding="utf-8") for path in HERE.glob("templates/*.html")}
PAGES = list(itertools.product(sorted(TEMPLATES), range(len(STORIES))))
assert len(PAGES) >= 96


def fill(template: str, story: Story, *, noise: str = NOISES[0], note: bool = False) -> str:
    """Return a page with a story in it."""
    return TEMPLATES[template].format(
        language=story.language,
        headline=story.headline,
        paragraphs="\n".join(f"<p>{text}</p>" for text in story.paragraphs),
        divs="\n".join(f'<div class="css-p{n}">{t}</div>' for n, t in enumerate(story.paragraphs)),
        breaks="<br><br>".join(story.paragraphs),
        note=f"<p>{story.note}</p>" if note else "",
        noise=noise,
    )


def body(document: Document) -> str:
    """Return the text of a Document's body."""
    return "\n".join(block.text for block in document.blocks if block.kind not in NOT_BODY)


@pytest.fixture(scope="module")
def documents() -> dict[tuple[str, int], Document]:
    return {(t, s): extract(fill(t, STORIES[s])) for t, s in PAGES}


def test_the_stories_are_read(documents: dict[tuple[str, int], Document]) -> None:
    found = [(body(documents[t, s]), "\n".join(STORIES[s].paragraphs)) for t, s in PAGES]
    scores = [shares(true, text) for text, true in found]
    exact = [words(text) == words(true) for text, true in found]
    wrong = list(itertools.compress(PAGES, (not right for right in exact)))
    assert f1(scores) >= FLOORS["f1"], wrong
    assert fmean(exact) >= FLOORS["exact"], wrong


def test_the_headlines_are_read(documents: dict[tuple[str, int], Document]) -> None:
    right = [documents[t, s].headline == STORIES[s].headline for t, s in PAGES]
    assert fmean(right) >= FLOORS["headline"], list(
        itertools.compress(PAGES, (not r for r in right))
    )


def test_the_notes_are_kept() -> None:
    kept, typed = [], []
    for template, index in PAGES:
        story = STORIES[index]
        document = extract(fill(template, story, note=True))
        typed.append(any(notice.text == story.note for notice in document.notices))
        kept.append(typed[-1] or story.note in body(document))
    assert fmean(kept) >= FLOORS["notices_kept"]
    assert fmean(typed) >= FLOORS["notices_typed"], list(
        itertools.compress(PAGES, (not t for t in typed))
    )


def test_no_note_is_seen_where_there_is_none(
    documents: dict[tuple[str, int], Document],
) -> None:
    assert [page for page, document in documents.items() if document.notices] == []


def test_other_furniture_is_no_change(documents: dict[tuple[str, int], Document]) -> None:
    changed = [
        (template, index)
        for template, index in PAGES
        if extract(fill(template, STORIES[index], noise=NOISES[1])).digest
        != documents[template, index].digest
    ]
    assert len(changed) / len(PAGES) <= FLOORS["false_changes"], changed


def test_edits_of_the_story_show(documents: dict[tuple[str, int], Document]) -> None:
    seen = []
    for (template, index), at in itertools.product(PAGES, (0, 2, 4)):
        story = STORIES[index]
        paragraphs = list(story.paragraphs)
        paragraphs[at] = paragraphs[at].replace(words(paragraphs[at])[0], "X", 1)
        edited = Story(story.language, story.headline, story.note, paragraphs)
        seen.append(extract(fill(template, edited)).digest != documents[template, index].digest)
    assert fmean(seen) >= FLOORS["edits_seen"]
