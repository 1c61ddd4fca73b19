"""A library in memory, and services around it, for driving the reader."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.rendering.made import made
from tests.tui.fake_feeds import FakeFeeds, FakeSubscriptions
from tuireader.changes.ledger import Account, Entry, accounts
from tuireader.cli.preferences import Preferences
from tuireader.config import Config, find_paths
from tuireader.errors import NotFoundError, TuireaderError
from tuireader.library.folding import places, terms
from tuireader.library.protocol import Mark, Wanted
from tuireader.model import (
    Change,
    ChangeKind,
    Check,
    CheckStatus,
    Disclosure,
    Document,
    Edit,
    Listing,
    Mute,
    Origin,
    Overruling,
    Pair,
    SearchHit,
    Side,
    Snapshot,
    Trace,
    Verdict,
)
from tuireader.tui import Services, Settings
from tuireader.tui.services import Browsed

NOW = datetime(2026, 6, 28, 16, 0, tzinfo=UTC)
_ANY = Wanted()
SETTINGS = Settings(zone=UTC)


@dataclass
class Story:
    """An article with its texts, each with the time it was taken."""

    texts: list[tuple[datetime, Document]]
    edits: tuple[Edit, ...] = ()
    kind: ChangeKind = ChangeKind.FACTUAL
    disclosure: Disclosure = Disclosure.SILENT
    status: CheckStatus = CheckStatus.NEW
    unread: bool = True
    starred: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()
    place: float = 0.0
    removed: bool = False
    read: int = 0
    rulings: dict[int, Overruling] = field(default_factory=dict)
    extra: list[Check] = field(default_factory=list)

    @property
    def newest(self) -> Document:
        return self.texts[-1][1]


class FakeLibrary:
    """What the reader asks of a library, answered from a list of stories."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = dict(enumerate(stories, start=1))
        self.writes = 1
        self.feeds = FakeFeeds()
        self.asked: list[Wanted] = []
        self.rules: list[Mute] = []
        self.checks_to_come: list[datetime] = []

    # -- writing
    def mark(self, article: int, mark: Mark, *, at: datetime) -> Listing:
        story = self._story(article)
        self.writes += 1
        if mark.read is not None:
            story.unread = not mark.read
            story.read = len(story.texts) if mark.read else story.read
        if mark.starred is not None:
            story.starred = mark.starred
        if mark.archived is not None:
            story.archived = mark.archived
        if mark.tags is not None:
            story.tags = mark.tags
        if mark.place is not None:
            story.place = mark.place
        return self.listing(article)

    def mark_all(self, articles: Sequence[int], mark: Mark, *, at: datetime) -> None:
        for article in articles:
            self.mark(article, mark, at=at)

    def put_back(self, rows: Sequence[Listing]) -> None:
        self.writes += 1
        for row in rows:
            story = self._story(row.article)
            story.unread, story.starred = row.unread, row.starred
            story.archived, story.tags, story.read = row.archived, row.tags, row.read

    def mute(self, mute: Mute) -> None:
        self.writes += 1
        self.rules.append(mute)

    def unmute(self, mute: Mute) -> None:
        self.writes += 1
        self.rules.remove(mute)

    def mutes(self) -> tuple[Mute, ...]:
        return tuple(self.rules)

    def remove(self, article: int, *, at: datetime) -> None:
        self._story(article).removed = True
        self.writes += 1

    def restore(self, article: int) -> None:
        self._story(article).removed = False
        self.writes += 1

    # -- reading
    def _story(self, article: int) -> Story:
        try:
            return self.stories[article]
        except KeyError:
            raise NotFoundError(f"There is no article {article}.") from None

    def listings(self, wanted: Wanted = _ANY) -> tuple[Listing, ...]:
        self.asked.append(wanted)
        rows = [self.listing(n) for n, story in self.stories.items() if not story.removed]
        rows = [row for row in rows if self._fits(row, wanted)]
        end = None if wanted.limit is None else wanted.offset + wanted.limit
        return tuple(rows[wanted.offset : end])

    @staticmethod
    def _fits(row: Listing, wanted: Wanted) -> bool:
        silent = row.verdict is not None and row.verdict.disclosure is Disclosure.SILENT
        pairs = (
            (wanted.unread, row.unread),
            (wanted.changed, row.changed),
            (wanted.silent, silent),
            (wanted.starred, row.starred),
            (wanted.archived, row.archived),
            (wanted.muted, row.muted),
        )
        said = (wanted.query or "").casefold() in row.headline.casefold()
        return said and all(want is None or want is has for want, has in pairs)

    def listing(self, article: int) -> Listing:
        story = self._story(article)
        verdict, newest = self._verdict(article, len(story.texts)), story.newest
        return Listing(
            article=article,
            url=story.newest.url,
            headline=story.newest.headline,
            source=story.newest.source,
            snapshots=len(story.texts),
            texts=len(story.texts),
            first=story.texts[0][0] if story.texts else None,
            last=story.texts[-1][0] if story.texts else None,
            status=story.status,
            unread=story.unread,
            changed=verdict is not None and story.read < len(story.texts),
            read=story.read,
            verdict=verdict,
            starred=story.starred,
            archived=story.archived,
            muted=any(rule.hides(newest.source, newest.headline) for rule in self.rules),
            tags=story.tags,
            place=story.place,
        )

    def _verdict(self, article: int, number: int) -> Verdict | None:
        return self.compare(article, number - 1, number).verdict if number > 1 else None

    def history(self, article: int) -> tuple[Snapshot, ...]:
        return tuple(
            Snapshot(
                article=article,
                number=number,
                taken_at=when,
                origin=Origin.FETCH,
                url=document.url,
                digest=document.digest,
                seal="",
                headline=document.headline,
                verdict=self._verdict(article, number),
            )
            for number, (when, document) in enumerate(self._story(article).texts, start=1)
        )

    def document(self, article: int, snapshot: int) -> Document:
        return self._story(article).texts[snapshot - 1][1]

    def checks(self, article: int) -> tuple[Check, ...]:
        story = self._story(article)
        made = [
            Check(article=article, url="", at=when, status=CheckStatus.CHANGED, snapshot=number)
            for number, (when, _) in enumerate(story.texts, start=1)
        ]
        return tuple(sorted([*made, *story.extra], key=lambda check: check.at))

    def stamp(self) -> int:
        return self.writes

    def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        wanted = terms(query)
        found: list[SearchHit] = []
        for article, number, block, text in self._passages():
            spans = places(text, wanted) if wanted else ()
            known = any(hit.article == article and hit.text == text for hit in found)
            if spans and not known:
                hit = SearchHit(
                    article=article, snapshot=number, block=block, text=text, spans=spans
                )
                found.append(hit)
        return tuple(found[:limit])

    def _passages(self) -> Iterator[tuple[int, int, int, str]]:
        for article, story in self.stories.items():
            for number, (_, document) in enumerate(story.texts, start=1):
                texts = (document.headline, *(block.text for block in document.blocks))
                yield from ((article, number, at - 1, text) for at, text in enumerate(texts))

    def trace(self, phrase: str, *, article: int | None = None) -> tuple[Trace, ...]:
        numbers = [article] if article is not None else list(self.stories)
        found = (self._traced(number, phrase) for number in numbers)
        return tuple(trace for trace in found if trace is not None)

    def _traced(self, article: int, phrase: str) -> Trace | None:
        held = {n for a, n, _, text in self._passages() if a == article and phrase in text}
        if not held:
            return None
        first, last = min(held), max(held)
        texts = self.stories[article].texts
        return Trace(
            article=article,
            phrase=phrase,
            first_seen=texts[first - 1][0],
            first_snapshot=first,
            last_seen=texts[last - 1][0],
            last_snapshot=last,
            gone_by=texts[last][0] if last < len(texts) else None,
        )

    def ahead(self, now: datetime) -> tuple[int, datetime | None]:
        return sum(each <= now for each in self.checks_to_come), min(
            (each for each in self.checks_to_come if each > now), default=None
        )

    def overrulings(self, article: int) -> dict[int, Overruling]:
        return self._story(article).rulings

    # -- services
    def ledger(self) -> tuple[Account, ...]:
        entries = [
            Entry(source=row.source or "", article=row.article, at=NOW, verdict=row.verdict)
            for row in self.listings()
            if row.verdict is not None
        ]
        return accounts(entries)

    def compare(self, article: int, before: int | None, after: int | None) -> Change:
        story = self._story(article)
        last = len(story.texts) if after is None else after
        first = last - 1 if before is None else before
        (when, old), (then, new) = story.texts[first - 1], story.texts[last - 1]
        sides = Pair(before=_side(first, when, old), after=_side(last, then, new))
        found = made(
            old, new, story.edits, kind=story.kind, disclosure=story.disclosure, sides=sides
        )
        return replace(found, article=article)


def _side(number: int, when: datetime, document: Document) -> Side:
    return Side(snapshot=number, taken_at=when, digest=document.digest, headline=document.headline)


class FakePrograms:
    """Notes what it was given. `clipboard`: whether this machine has one; `browser`: what it is."""

    def __init__(self) -> None:
        self.given: list[tuple[str, ...]] = []
        self.browsed: list[str] = []
        self.clipboard = False
        self.browser: Browsed = "opened"

    def browse(self, url: str) -> Browsed:
        self.browsed.append(url)
        return self.browser

    def browse_here(self, url: str) -> None:
        self.given.append(("browse", url))

    def copy(self, text: str) -> bool:
        self.given.append(("copy", text))
        return self.clipboard

    def edit(self, text: str, name: str) -> None:
        self.given.append(("edit", text, name))

    def page(self, text: str) -> None:
        self.given.append(("page", text))

    def pipe(self, command: str, text: str) -> None:
        self.given.append(("pipe", command, text))

    def demo(self) -> None:
        self.given.append(("demo",))


class FakeWeb:
    """Checks and adds that do what a test says."""

    def __init__(self, library: FakeLibrary) -> None:
        self.library = library
        self.coming: dict[int, Document] = {}
        self.looked: list[Sequence[int] | None] = []
        self.added: list[str] = []
        self.full = False
        self.watched = False
        self.programs = FakePrograms()

    async def check(self, articles: Sequence[int] | None, /) -> AsyncIterator[Check]:
        self.looked.append(articles)
        for number in articles or ():
            new = self.coming.pop(number, None)
            status, verdict = CheckStatus.UNCHANGED, None
            if new is not None:
                story = self.library.stories[number]
                story.texts.append((NOW - timedelta(minutes=1), new))
                story.unread = True
                status = CheckStatus.CHANGED
                verdict = self.library.listing(number).verdict
            yield Check(article=number, url="", at=NOW, status=status, change=verdict)

    async def add(self, source: str, /) -> AsyncIterator[Check]:
        self.added.append(source)
        number = len(self.library.stories) + 1
        document = Document(url=source, headline=f"Saved from {source}")
        self.library.stories[number] = Story([(NOW, document)])
        yield Check(article=number, url=source, at=NOW, status=CheckStatus.NEW, snapshot=1)

    def report(self, article: int, before: int, after: int, /) -> Path:
        if self.full:
            raise TuireaderError("The disk is full.", "Make room.")
        return Path.home() / "kept" / f"evidence-{article}-{before}-{after}.html"


def services(library: FakeLibrary, web: FakeWeb | None = None) -> Services:
    """Return services around a library in memory, at a fixed time."""
    web = web or FakeWeb(library)
    return Services(
        library=library,
        check=web.check,
        add=web.add,
        compare=library.compare,
        ledger=library.ledger,
        report=web.report,
        watched=lambda: web.watched,
        subscriptions=FakeSubscriptions(library.feeds),
        preferences=Preferences(Config(paths=find_paths("/nowhere", None, {})), writes=False),
        clock=lambda: NOW,
        outside=web.programs,
    )
