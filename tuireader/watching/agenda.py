"""What is due, host by host: one slow publisher never keeps the others waiting."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Collection, Iterable

from tuireader.model import Article
from tuireader.pipeline.homes import host_of


class Agenda:
    """Articles to be looked at, handed out in turn among their hosts, the longest overdue first."""

    def __init__(self) -> None:
        self._hosts: OrderedDict[str, deque[Article]] = OrderedDict()

    def __len__(self) -> int:
        """Count the articles that wait."""
        return sum(map(len, self._hosts.values()))

    def fill(self, articles: Iterable[Article], busy: Collection[int] = ()) -> None:
        """Replace everything by these articles, but for those under way (by number)."""
        self._hosts.clear()
        for article in articles:
            if article.number not in busy:
                self._hosts.setdefault(host_of(article.url), deque()).append(article)

    def take(self, busy: Collection[str] = ()) -> Article | None:
        """Take the next article whose host is not busy; None if there is none."""
        for host, waiting in self._hosts.items():
            if host in busy:
                continue
            article = waiting.popleft()
            self._hosts.move_to_end(host)
            if not waiting:
                del self._hosts[host]
            return article
        return None
