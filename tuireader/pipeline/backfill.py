"""Earlier captures of an article, from web archives that speak Memento (RFC 7089) or CDX."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime

from tuireader.errors import FetchError
from tuireader.extraction import extract
from tuireader.fetching.memento import (
    Memento,
    cdx_query,
    http_date,
    original_bytes,
    read_cdx,
    read_timemap,
    replay_of,
    thin,
    timemap_of,
)
from tuireader.model import Article, Capture, Check, CheckError, CheckStatus, Origin, Response
from tuireader.pipeline.flow import Pipeline
from tuireader.pipeline.homes import host_of
from tuireader.pipeline.judging import standing_before

MOST_TIMEMAPS = 50
"""So many parts of a TimeMap are read."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """Fills an article's past. `archive`: a TimeGate's prefix, or an address with `/cdx` in it."""

    pipeline: Pipeline
    archive: str

    async def captures(
        self, url: str, *, since: datetime | None = None, limit: int = 50
    ) -> tuple[Memento, ...]:
        """Return the captures worth fetching, the oldest first.

        Raises:
            FetchError: the archive doesn't answer, or in no way we know.
        """
        found = await self._listed(url, since)
        return thin((one for one in found if since is None or one.taken_at >= since), limit)

    async def fill(self, article: Article, captures: tuple[Memento, ...]) -> AsyncIterator[Check]:
        """Save captures, in time order, that differ from the snapshot before them.

        Yields a Check each: `unchanged` without a snapshot for those that don't. What fails is
        no look at the article, so it is not recorded as one.
        """
        for memento in captures:
            yield await self._one(article, memento)

    async def _one(self, article: Article, memento: Memento) -> Check:
        check = Check(
            article=article.number,
            url=article.url,
            at=memento.taken_at,
            status=CheckStatus.UNCHANGED,
            next_check=self.pipeline.library.listing(article.number).next_check,
        )
        history = self.pipeline.library.history(article.number)
        if any(s.taken_at == memento.taken_at and s.origin is Origin.MEMENTO for s in history):
            return check
        try:
            response = await self._fetch(original_bytes(memento.url))
        except FetchError as error:
            why = CheckError(kind=error.kind, message=str(error), status=error.status)
            return replace(check, status=CheckStatus.FAILED, error=why)
        capture = await self._capture(article, memento, response)
        before = standing_before(history, capture.taken_at)
        if before and before.digest == capture.document.digest:
            return replace(check, at=capture.taken_at)
        return await self.pipeline.keep(article.url, capture)

    async def _fetch(self, url: str) -> Response:
        """Fetch from the archive, which may be as private as the user named it, and no more."""
        return await self.pipeline.fetch(url, typed=host_of(url) == host_of(self.archive))

    async def _capture(self, article: Article, memento: Memento, response: Response) -> Capture:
        document = await asyncio.to_thread(
            extract, response.body, url=article.url, content_type=response.content_type
        )
        said = http_date(response.headers.get("memento-datetime", ""))
        return Capture(
            document=document,
            response=response,
            taken_at=said or memento.taken_at,
            origin=Origin.MEMENTO,
        )

    async def _listed(self, url: str, since: datetime | None) -> tuple[Memento, ...]:
        """Ask the archive's index, or its TimeMap, or its TimeGate for the TimeMap."""
        if "/cdx" in self.archive:
            response = await self._fetch(cdx_query(self.archive, url, since))
            return read_cdx(_text(response), replay_of(self.archive))
        prefix = self.archive.rstrip("/")
        try:
            response = await self._fetch(f"{prefix}/timemap/link/{url}")
        except FetchError as error:
            if error.status is None:
                raise
            response = await self._by_timegate(f"{prefix}/{url}", error)
        return await self._whole(response)

    async def _by_timegate(self, gate: str, error: FetchError) -> Response:
        """Find the TimeMap through the Link header that every TimeGate and memento has."""
        answer = await self._fetch(gate)
        named = timemap_of(answer.headers.get("link", ""), answer.url)
        if named is None:
            raise FetchError(
                error.kind,
                f"{self.archive} names no TimeMap.",
                "Give an archive that speaks Memento (RFC 7089), or a CDX index.",
                status=error.status,
            ) from error
        return await self._fetch(named)

    async def _whole(self, first: Response) -> tuple[Memento, ...]:
        """Read a TimeMap with the further ones that it names."""
        found: dict[str, Memento] = {}
        seen, waiting = {first.url}, [first]
        while waiting:
            response = waiting.pop()
            mementos, further = read_timemap(_text(response), response.url)
            found.update((memento.url, memento) for memento in mementos)
            for address in further:
                if address not in seen and len(seen) < MOST_TIMEMAPS:
                    seen.add(address)
                    waiting.append(await self._fetch(address))
        return tuple(sorted(found.values(), key=lambda memento: memento.taken_at))


def _text(response: Response) -> str:
    return response.body.decode("utf-8", "replace")
