"""A sweep over bad servers: each is a typed result, nothing is lost, no change is made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tests.fetching.faults import FAULTS, HASTY
from tests.loopback import Page, Reply, Site, serve
from tests.stories import edited, page
from tests.watching.town import START, Notes, Time
from tuireader.errors import ErrorKind
from tuireader.fetching import Fetcher
from tuireader.library.protocol import Library
from tuireader.model import Capture, CheckStatus, Response
from tuireader.pipeline import Pipeline
from tuireader.watching.watcher import Watcher

HTML = {"content-type": "text/html; charset=utf-8"}
QUEER: dict[str, Page] = {
    "sends nothing": b"",
    "sends a picture": Reply(headers={"Content-Type": "image/png"}, body=b"\x89PNG\r\n\x1a\n" * 9),
    "sends zeros": bytes(5_000),
    "names no such charset": Reply(headers={"Content-Type": "text/html; charset=x"}, body=page()),
    "names the wrong charset": Reply(
        headers={"Content-Type": "text/html; charset=utf-16"}, body=page()
    ),
}
"""What comes as a page, and is none, or none that can be read by what it says of itself."""
BREAKS = "https://tls.example", "http://nobody.example", "http://closed.example:1"


async def resolve(host: str) -> Sequence[str]:
    """Find all hosts here, but for one."""
    if host == "nobody.example":
        raise OSError("Name or service not known")
    return ["127.0.0.1"]


async def sweep(library: Library, time: Time) -> dict[str, tuple[CheckStatus, ErrorKind | None]]:
    """Watch until nothing is due; return the last outcome of each address."""
    notes = Notes()
    async with Fetcher(HASTY, resolve=resolve) as fetcher:
        pipeline = Pipeline(library, fetcher.fetch, time.clock)
        watcher = Watcher(
            library, pipeline.look, time.clock, notes, count=time.count, rest=time.rest
        )
        await watcher.run(once=True)
    return {one.url: (one.status, one.error.kind if one.error else None) for one in notes.checks}


async def save(library: Library, urls: Sequence[str], time: Time) -> None:
    """Save the same story everywhere, without asking anybody."""
    async with Fetcher(HASTY) as fetcher:
        pipeline = Pipeline(library, fetcher.fetch, time.clock)
        for url in urls:
            response = Response(url=url, headers=HTML, body=page())
            document = await pipeline.read(response)
            capture = Capture(document=document, response=response, taken_at=START)
            await pipeline.keep(url, capture, typed=True)


def addresses(site: Site) -> dict[str, str]:
    """Give each fault a host of its own, so that no host is given up for another's fault."""
    names = [*FAULTS, *QUEER]
    return {name: f"http://h{n}.example:{site.port}/{n}" for n, name in enumerate(names)}


async def test_faults_are_typed_and_lose_nothing_and_make_up_no_change(library: Library) -> None:
    time = Time()
    with serve({"/robots.txt": Reply(status=404)}) as site:
        urls = addresses(site)
        broken = {**{name: fault for name, (fault, _) in FAULTS.items()}, **QUEER}
        site.pages.update({f"/{n}": broken[name] for n, name in enumerate(urls)})
        breaks = [f"{BREAKS[0]}:{site.port}/", *(f"{url}/" for url in BREAKS[1:])]
        await save(library, [*urls.values(), *breaks], time)
        found = await sweep(library, time)
        assert len(found) >= 24
        expected = {name: (CheckStatus.FAILED, kind) for name, (_, kind) in FAULTS.items()}
        assert {name: found[urls[name]] for name in FAULTS} == expected
        kinds = [found[url][1] for url in breaks]
        assert kinds == [ErrorKind.TLS, ErrorKind.DNS, ErrorKind.CONNECT]
        assert CheckStatus.CHANGED not in {status for status, _ in found.values()}

        site.pages.update({f"/{n}": edited() for n, _ in enumerate(urls)})
        time.pass_by(timedelta(days=60).total_seconds())
        mended = await sweep(library, time)
    assert {mended[url][0] for url in urls.values()} == {CheckStatus.UNCHANGED}
    for url in urls.values():
        article = library.find(url)
        assert article is not None
        texts = {one.digest for one in library.history(article.number) if not one.blocked}
        assert len(texts) == 2, url
