"""One look at one article, from its address to a Check."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from tuireader.errors import ErrorKind, FetchError, NotFoundError
from tuireader.extraction import extract, is_wall
from tuireader.library.protocol import Library, Saving, StaleError
from tuireader.model import (
    Article,
    Capture,
    Change,
    ChangeKind,
    Check,
    CheckError,
    CheckStatus,
    Document,
    Response,
)
from tuireader.pipeline.commit import GroupCommit
from tuireader.pipeline.judging import judge_capture, standing_before
from tuireader.pipeline.pages import SEVERAL_PAGES, read_story
from tuireader.schedule import next_check

Clock = Callable[[], datetime]
QUIET = (ChangeKind.NONE, ChangeKind.FURNITURE)


class Fetch(Protocol):
    """Get a URL; `validators`: `etag` and `last-modified` of what is already had."""

    async def __call__(self, url: str, *, validators: Mapping[str, str] | None = None) -> Response:
        """Return what the server gave.

        Raises:
            FetchError: there is no page to be had.
        """


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The flow, with its seams: a library, a way to fetch, a clock (aware, UTC)."""

    library: Library
    fetch: Fetch
    clock: Clock
    commit: GroupCommit = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "commit", GroupCommit(self.library))

    async def sweep(
        self, urls: Iterable[str], *, tags: tuple[str, ...] = ()
    ) -> AsyncIterator[Check]:
        """Look at several addresses at once; yield each Check as it ends."""
        looks = [asyncio.ensure_future(self.look(url, tags=tags)) for url in urls]
        try:
            for look in asyncio.as_completed(looks):
                yield await look
        finally:
            for pending in looks:
                pending.cancel()

    async def look(self, url: str, *, tags: tuple[str, ...] = ()) -> Check:
        """Fetch a page and save what it brought. A failure is a Check, never an exception."""
        at = self.clock()
        article = self._article(url)
        try:
            response = await self.fetch(url, validators=self._validators(article))
            if response.status == 304 and article:
                return self._record(self._outcome(article, at, CheckStatus.UNCHANGED))
            document = await read_story(response, self.fetch)
        except FetchError as error:
            return self._missed(article, url, at, error)
        capture = Capture(document=document, response=response, taken_at=at)
        return await self.keep(url, capture, tags=tags)

    async def read(self, response: Response) -> Document:
        """Extract a page that came as a file: its other pages are not fetched."""
        return await asyncio.to_thread(
            extract, response.body, url=response.url, content_type=response.content_type
        )

    async def keep(self, url: str, capture: Capture, *, tags: tuple[str, ...] = ()) -> Check:
        """Compare a capture with the snapshot before it, judge, and save both at once."""
        blocked = is_wall(capture.document)
        while True:
            article = self._article(url)
            history = self.library.history(article.number) if article else ()
            before = standing_before(history, capture.taken_at)
            change = None
            if before and not blocked:
                change = await judge_capture(self.library, before, capture)
            status = _status(change, blocked=blocked)
            outcome = self._outcome(article, capture.taken_at, status, url=url)
            saving = Saving(
                article=url,
                capture=capture,
                status=status,
                previous=before.number if before else None,
                verdict=change.verdict if change else None,
                flags=change.flags if change else (),
                blocked=blocked,
                next_check=outcome.next_check,
                tags=tags,
            )
            try:
                check = await self.commit.append(saving)
            except StaleError:
                continue
            await self._judge_next(check, capture)
            return _with_wall(check) if blocked else check

    async def _judge_next(self, check: Check, capture: Capture) -> None:
        """Judge the following snapshot anew where this one was saved out of its time's order."""
        history = self.library.history(check.article)
        later = [s for s in history if s.taken_at > capture.taken_at and not s.blocked]
        saved = next((s for s in history if s.number == check.snapshot), None)
        if not later or saved is None or saved.blocked:
            return
        following = later[0]
        response = self.library.response(check.article, following.number)
        next_capture = Capture(
            document=self.library.document(check.article, following.number),
            response=response or Response(url=following.url),
            taken_at=following.taken_at,
            origin=following.origin,
        )
        change = await judge_capture(self.library, saved, next_capture)
        self.library.judge(check.article, following.number, change.verdict, change.flags)

    def _article(self, url: str) -> Article | None:
        try:
            return self.library.resolve(url)
        except NotFoundError:
            return None

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
        check = replace(self._outcome(article, at, status, url=url), error=why)
        return self._record(check) if article else check

    def _outcome(
        self, article: Article | None, at: datetime, status: CheckStatus, *, url: str = ""
    ) -> Check:
        number, url = (article.number, article.url) if article else (0, url)
        check = Check(article=number, url=url, at=at, status=status)
        looks = self.library.checks(number) if article else ()
        return replace(check, next_check=next_check((*looks, check), at))

    def _record(self, check: Check) -> Check:
        self.library.record(check)
        return check


def _status(change: Change | None, *, blocked: bool) -> CheckStatus:
    if blocked:
        return CheckStatus.BLOCKED
    if change is None:
        return CheckStatus.NEW
    return CheckStatus.UNCHANGED if change.kind in QUIET else CheckStatus.CHANGED


def _with_wall(check: Check) -> Check:
    message = "The page is a wall or no story; it is kept, and compared with nothing."
    return replace(check, error=CheckError(kind=ErrorKind.WALL, message=message))
