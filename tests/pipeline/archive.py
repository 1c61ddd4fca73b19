"""A web archive on loopback that speaks Memento (RFC 7089), as far as readers need it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from tests.loopback import Reply, Site
from tuireader.fetching.memento import cdx_query

TOOLBAR = b"<div>This page was archived. <a href='/'>More captures</a></div>"


class Archive:
    """Captures of one page on a Site, under `/arc/`.

    `hidden`: the TimeMap is where only the TimeGate's Link header leads.
    """

    def __init__(
        self,
        site: Site,
        url: str,
        captures: Iterable[tuple[datetime, bytes]],
        *,
        hidden: bool = False,
    ) -> None:
        self.url = f"{site.url}/arc"
        self._page = url
        self._captures = dict(captures)
        self._map = f"{self.url}/{'maps' if hidden else 'timemap/link'}/{url}"
        for moment, body in self._captures.items():
            place = f"/arc/{moment:%Y%m%d%H%M%S}"
            site.pages[f"{place}id_/{url}"] = self._memento(moment, body)
            site.pages[f"{place}/{url}"] = self._memento(moment, TOOLBAR + body)
        site.pages[urlsplit(self._map).path] = Reply(
            headers={"Content-Type": "application/link-format"}, body=self._timemap().encode()
        )
        if self._captures:
            newest = max(self._captures)
            site.pages[f"/arc/{url}"] = Reply(
                status=302,
                headers={"Vary": "accept-datetime", "Location": self._address(newest)},
            )
        query = urlsplit(cdx_query(f"{self.url}/cdx", url, None)).query
        site.pages[f"/arc/cdx?{query}"] = Reply(body=self._index().encode())

    def _index(self) -> str:
        rows = [["timestamp", "original", "statuscode", "digest"]] + [
            [f"{moment:%Y%m%d%H%M%S}", self._page, "200", hashlib.sha1(body).hexdigest()]
            for moment, body in self._captures.items()
        ]
        return json.dumps(rows)

    def _address(self, moment: datetime) -> str:
        return f"{self.url}/{moment:%Y%m%d%H%M%S}/{self._page}"

    def _memento(self, moment: datetime, body: bytes) -> Reply:
        date = format_datetime(moment, usegmt=True)
        link = f'<{self._page}>; rel="original", <{self._map}>; rel="timemap"'
        return Reply(headers={"Memento-Datetime": date, "Link": link}, body=body)

    def _timemap(self) -> str:
        mementos = [
            f'<{self._address(moment)}>; rel="memento"; '
            f'datetime="{format_datetime(moment, usegmt=True)}"'
            for moment in self._captures
        ]
        return ",\n".join([f'<{self._page}>; rel="original"', *mementos])
