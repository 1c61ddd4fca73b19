"""One look at one article, from its address to a Check."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from tuireader.errors import ErrorKind, FetchError, NotFoundError, TuireaderError
from tuireader.extraction import explain, extract, is_teaser, is_wall
from tuireader.library.protocol import Library, Saving, StaleError
from tuireader.model import (
    NO_NEWS,
    Article,
    Capture,
    Change,
    Check,
    CheckError,
    CheckStatus,
    Document,
    Flag,
    Origin,
    Pair,
    Response,
    Snapshot,
)
from tuireader.pipeline.commit import GroupCommit
from tuireader.pipeline.homes import adopt_move, has_just_moved, host_of, saved_as
from tuireader.pipeline.judging import judge_capture, standing_before
from tuireader.pipeline.labour import Labour
from tuireader.pipeline.pages import SEVERAL_PAGES, read_already, read_story
from tuireader.pipeline.repeats import FEWEST, is_stub, repeat_flags, was_seen_so
from tuireader.pipeline.seams import Clock, Fetch
from tuireader.pipeline.sources import is_address
from tuireader.schedule import USUAL_HABIT, USUAL_LIMITS, Habit, Limits, next_check

LOG = logging.getLogger(__name__)
WALLED = "The page {}; it is kept, and compared with nothing."
CUT = "Most of the story is missing; it is kept, and compared once a second look finds it so too."

AT_ONCE = 32
"""So many looks of a sweep are under way: pages that wait to be read take room."""


def usual(source: str | None) -> Habit:
    """Return what is usual where nothing is known of a source."""
    del source
    return USUAL_HABIT


class _Judged(NamedTuple):
    """What becomes of a capture. `blocked`: why it is compared with nothing, if it isn't."""

    before: Snapshot | None
    change: Change | None = None
    flags: tuple[Flag, ...] = ()
    blocked: str = ""


_Saved = tuple[Check, Pair[Snapshot] | None]
"""What came of a capture, and the snapshot after it that is to be judged anew, if there is one."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The flow, with its seams: a library, a way to fetch, a clock (aware, UTC).

    `limits`: how often an article may be looked at; `habit`: how often a source edits; `labour`:
    where pages are read and compared and the library is asked, so that the event loop never waits.
    """

    library: Library
    fetch: Fetch
    clock: Clock
    limits: Limits = USUAL_LIMITS
    habit: Callable[[str | None], Habit] = usual
    labour: Labour = field(default_factory=Labour)
    commit: GroupCommit[Saving, _Saved] = field(init=False)
    record: GroupCommit[Check, Check] = field(init=False)

    def __post_init__(self) -> None:
        commit = GroupCommit(self._append, self.labour, own=StaleError)
        object.__setattr__(self, "commit", commit)
        record = GroupCommit(self._record, self.labour, own=NotFoundError)
        object.__setattr__(self, "record", record)

    async def sweep(
        self, urls: Iterable[str], *, tags: tuple[str, ...] = (), adding: bool = False
    ) -> AsyncIterator[Check]:
        """Look at several addresses at once, as `look` does; yield each Check as it ends."""
        places = asyncio.Semaphore(AT_ONCE)

        async def one(url: str) -> Check:
            async with places:
                return await self.look(url, tags=tags, adding=adding)

        looks = [asyncio.ensure_future(one(url)) for url in urls]
        try:
            for look in asyncio.as_completed(looks):
                yield await look
        finally:
            for pending in looks:
                pending.cancel()

    async def look(
        self, url: str, *, tags: tuple[str, ...] = (), adding: bool = False, typed: bool = True
    ) -> Check:
        """Fetch a page and save what it brought. A failure is a Check, never an exception.

        `adding`: a person asks for this page to be saved: it is fetched whole, whatever the
        server said of it before, and an article that was removed comes back. `typed`: a person
        named the host of an article that is not saved yet; of one that is, it is known.

        Raises:
            LibraryError: the library can't be used.
        """
        try:
            return await self._look(url, tags=tags, adding=adding, typed=typed)
        except TuireaderError:
            raise
        except Exception as error:
            LOG.exception("looking at %s", url)
            return await self.labour(self._broken, url, error)

    async def _look(self, url: str, *, tags: tuple[str, ...], adding: bool, typed: bool) -> Check:
        at = self.clock()
        article, validators = await self.labour(self._known, url)
        typed = adding or (article.typed if article else typed)
        try:
            wanted = None if adding else validators
            response = await self.fetch(url, validators=wanted, typed=typed)
            if article and response.moved and await self._has_just_moved(article, response):
                response = await self.fetch(url, typed=typed)
            if response.status == 304 and article:
                return await self._same(article, at, response)
            document = None
            if article and not validators:
                document = await self.labour(read_already, self.library, article.number, response)
            if document is None:
                document = await read_story(response, partial(self.fetch, typed=typed), self.labour)
        except FetchError as error:
            return await self.labour(self._missed, article, url, at, error)
        known = article or await self.labour(saved_as, self.library, response, document)
        if adding and known and known.removed_at:
            await self.labour(self.library.restore, known.number)
        capture = Capture(document=document, response=response, taken_at=at)
        home = known.url if known else url
        named = typed and host_of(home) == host_of(url)
        check = await self.keep(home, capture, tags=tags, typed=named)
        if article and response.moved:
            await self.labour(adopt_move, self.library, article, response, check)
        return check

    async def read(self, response: Response) -> Document:
        """Extract a page that came as a file: its other pages are not fetched."""
        return await self.labour(
            extract, response.body, url=response.url, content_type=response.content_type
        )

    async def keep(
        self, url: str, capture: Capture, *, tags: tuple[str, ...] = (), typed: bool = False
    ) -> Check:
        """Compare a capture with the snapshot before it, judge, and save both at once.

        `typed`: a person named the article's host; once somebody did, that stays.
        """
        while True:
            judged, saving = await self.labour(self._prepared, url, capture, tags, typed)
            try:
                check, followed = await self.commit(saving)
            except StaleError:
                continue
            if followed:
                await self.labour(self._judge_next, followed)
            if judged.blocked:
                why = CheckError(kind=ErrorKind.WALL, message=judged.blocked)
                return replace(check, error=why)
            return check

    def _prepared(
        self, url: str, capture: Capture, tags: tuple[str, ...], typed: bool
    ) -> tuple[_Judged, Saving]:
        """Judge a capture, and return what is to be saved of it."""
        article = self.library.find(url)
        history = self.library.history(article.number) if article else ()
        judged = self._judge(history, capture)
        status = _status(judged)
        outcome = self._outcome(
            article, capture.taken_at, status, url=url, calm=Flag.FLAPPING in judged.flags
        )
        saving = Saving(
            article=url,
            capture=capture,
            status=status,
            previous=judged.before.number if judged.before else None,
            verdict=judged.change.verdict if judged.change else None,
            flags=judged.flags,
            blocked=bool(judged.blocked),
            next_check=outcome.next_check,
            tags=tags,
            typed=typed,
        )
        return judged, saving

    def _judge(self, history: Sequence[Snapshot], capture: Capture) -> _Judged:
        """Compare a capture with the snapshot before it, or say why it mustn't be."""
        before = standing_before(history, capture.taken_at)
        if is_wall(capture.document) and not self._known_as_teaser(before, capture.document):
            return _Judged(before, blocked=WALLED.format(explain(capture.document)))
        if before is None:
            return _Judged(before)
        change = judge_capture(self.library, before, capture)
        digest, at = capture.document.digest, capture.taken_at
        unsure = capture.origin is Origin.FETCH and not was_seen_so(history, digest, at)
        if unsure and is_stub(change):
            return _Judged(before, blocked=CUT)
        flags = change.flags + repeat_flags(history, before, digest, at)
        return _Judged(before, change, flags)

    def _known_as_teaser(self, before: Snapshot | None, document: Document) -> bool:
        """Tell whether a paywalled beginning is all that was ever seen of a story.

        Such beginnings are followed like stories. Where the whole story was seen before, a
        beginning is a wall, or the story would seem to have lost its end.
        """
        if not is_teaser(document):
            return False
        return before is None or is_teaser(self.library.document(before.article, before.number))

    def _append(self, savings: Sequence[Saving]) -> Sequence[_Saved]:
        checks = self.library.append(savings)
        pairs = zip(savings, checks, strict=True)
        return [(check, self._followed(check, saving.capture.taken_at)) for saving, check in pairs]

    def _followed(self, check: Check, at: datetime) -> Pair[Snapshot] | None:
        """Return what was just saved and the snapshot after it, if it isn't the newest."""
        try:
            history = self.library.history(check.article)
        except NotFoundError:  # purged since: what was saved with it is saved all the same
            return None
        later = [s for s in history if s.taken_at > at and not s.blocked]
        saved = next((s for s in history if s.number == check.snapshot), None)
        if not later or saved is None or saved.blocked:
            return None
        return Pair(before=saved, after=later[0])

    def _judge_next(self, sides: Pair[Snapshot]) -> None:
        """Judge a snapshot anew where one was saved before it, out of its time's order."""
        following = sides.after
        response = self.library.response(following.article, following.number)
        next_capture = Capture(
            document=self.library.document(following.article, following.number),
            response=response or Response(url=following.url),
            taken_at=following.taken_at,
            origin=following.origin,
        )
        change = judge_capture(self.library, sides.before, next_capture)
        self.library.judge(following.article, following.number, change.verdict, change.flags)

    async def _has_just_moved(self, article: Article, response: Response) -> bool:
        return await self.labour(has_just_moved, self.library, article, response)

    def _known(self, url: str) -> tuple[Article | None, Mapping[str, str] | None]:
        """Return the article under an address, and what makes a request for it conditional."""
        article = self.library.find(url)
        return article, self._validators(article)

    async def _same(self, article: Article, at: datetime, response: Response) -> Check:
        """Save a look that found nothing new."""
        check = await self.labour(self._outcome, article, at, CheckStatus.UNCHANGED)
        await self.record(check)
        if response.moved:
            await self.labour(adopt_move, self.library, article, response, check)
        return check

    def _validators(self, article: Article | None) -> Mapping[str, str] | None:
        """Return what makes a request conditional, unless the page is to be seen whole.

        A wall's own validators would turn the wall into "unchanged"; those of a story's first
        page say nothing about its other pages.
        """
        history = self.library.history(article.number) if article else ()
        if article is None or not history or history[-1].blocked:
            return None
        newest = self.library.document(article.number, history[-1].number)
        return None if SEVERAL_PAGES in newest.warnings else self.library.validators(article.number)

    def _missed(self, article: Article | None, url: str, at: datetime, error: FetchError) -> Check:
        """Tell gone, blocked and failed apart; a 404 counts as gone when a second look agrees."""
        looks = self.library.checks(article.number) if article else ()
        gone_before = bool(looks) and (
            looks[-1].status is CheckStatus.GONE
            or (looks[-1].error is not None and looks[-1].error.status == 404)
        )
        status = CheckStatus.FAILED
        if error.status == 410 or (error.status == 404 and gone_before):
            status = CheckStatus.GONE
        elif error.kind in (ErrorKind.ROBOTS, ErrorKind.WALL):
            status = CheckStatus.BLOCKED
        why = CheckError(kind=error.kind, message=str(error), status=error.status)
        check = self._outcome(article, at, status, url=url)
        check = replace(check, error=why, next_check=self._after_rest(check, error))
        return self._record([check])[0] if article else check

    def _broken(self, url: str, error: Exception) -> Check:
        """Tell of a page that met a fault of ours: it must not end the looks at all others."""
        what = f"The program broke off at this page ({type(error).__name__}: {error})."
        trouble = FetchError(ErrorKind.UNREADABLE, what, "Its log tells more.")
        return self._missed(self.library.find(url), url, self.clock(), trouble)

    def _after_rest(self, check: Check, error: FetchError) -> datetime | None:
        """Return when to look again: not before the host's rest is over."""
        if not error.retry_after or check.next_check is None:
            return check.next_check
        rest = min(timedelta(seconds=error.retry_after), self.limits.slowest)
        return max(check.next_check, check.at + rest)

    def _outcome(
        self,
        article: Article | None,
        at: datetime,
        status: CheckStatus,
        *,
        url: str = "",
        calm: bool = False,
    ) -> Check:
        """Make a Check with its next look planned; `calm`: its change is no reason for haste."""
        number, url = (article.number, article.url) if article else (0, url)
        check = Check(article=number, url=url, at=at, status=status)
        if not is_address(url):
            return check  # it came from a file, and nothing new can come from there
        looks = self.library.checks(number) if article else ()
        planned = (*looks, _calmed(check) if calm else check)
        return replace(check, next_check=self._plan(planned, at, article))

    def _plan(
        self, looks: Sequence[Check], at: datetime, article: Article | None
    ) -> datetime | None:
        if article and any(look.at > at for look in looks):
            return self.library.listing(article.number).next_check  # an old capture plans nothing
        habit = self.habit(article.source if article else None)
        flapping = self._flapping(article, looks)
        calmed = [_calmed(look) if look.snapshot in flapping else look for look in looks]
        return next_check(calmed, at, limits=self.limits, habit=habit)

    def _flapping(self, article: Article | None, looks: Sequence[Check]) -> set[int]:
        """Return the snapshots with texts that a server gives in turn."""
        if article is None or sum(look.snapshot is not None for look in looks) < FEWEST:
            return set()
        history = self.library.history(article.number)
        return {s.number for s in history if Flag.FLAPPING in s.flags}

    def _record(self, checks: Sequence[Check]) -> Sequence[Check]:
        self.library.record_all(checks)
        return checks


def _status(judged: _Judged) -> CheckStatus:
    if judged.blocked:
        return CheckStatus.BLOCKED
    if judged.change is None:
        return CheckStatus.NEW
    return CheckStatus.UNCHANGED if judged.change.kind in NO_NEWS else CheckStatus.CHANGED


def _calmed(look: Check) -> Check:
    """Return a look at one of two texts in turn as the schedule is to see it."""
    return replace(look, status=CheckStatus.UNCHANGED)
