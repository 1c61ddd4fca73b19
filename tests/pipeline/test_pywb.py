"""Backfill from a real archive: pywb over a WARC made here.

Needs pywb's commands on the PATH, or their folder in TUIREADER_PYWB; skips loudly without.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.stories import NOTICE, edited, page
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.library import open_library
from tuireader.model import Capture, CheckStatus, Origin, Response
from tuireader.pipeline import Pipeline
from tuireader.pipeline.backfill import Backfill

URL = "http://gannet.example/news/market"
FIRST = datetime(2026, 3, 1, 8, tzinfo=UTC)
PATIENCE = 60.0
PAGES = (page(), page(), edited(), edited(notice=NOTICE))


def command(name: str) -> str:
    found = shutil.which(name, path=os.environ.get("TUIREADER_PYWB")) or shutil.which(name)
    if found is None:
        pytest.skip(f"NOT TESTED against a real archive: pywb's `{name}` is not on the PATH")
    return found


def write_warc(file: Path) -> None:
    """Write one capture a day (ISO 28500: a record's head, its body, two empty lines)."""
    with file.open("wb") as out:
        for number, body in enumerate(PAGES):
            head = (
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            ).encode()
            moment = FIRST + timedelta(days=number)
            about = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, f'{URL} {number}')}>\r\n"
                f"WARC-Target-URI: {URL}\r\nWARC-Date: {moment:%Y-%m-%dT%H:%M:%SZ}\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(head) + len(body)}\r\n\r\n"
            ).encode()
            out.write(about + head + body + b"\r\n\r\n")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[str]:
    """Run pywb on a collection of one WARC."""
    manager, server = command("wb-manager"), command("wayback")
    write_warc(tmp_path / "market.warc")
    for words in (["init", "news"], ["add", "news", "market.warc"]):
        subprocess.run([manager, *words], cwd=tmp_path, check=True, capture_output=True)
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = plug.getsockname()[1]
    process = subprocess.Popen(
        [server, "--port", str(port), "--bind", "127.0.0.1"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/news"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with socket.socket() as plug:
            if plug.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("pywb did not start")


@pytest.mark.parametrize("path", ["", "/cdx"])
async def test_a_real_archive_gives_its_captures(archive: str, path: str, tmp_path: Path) -> None:
    now = FIRST + timedelta(days=30)
    with open_library(tmp_path / "library.db") as library:
        async with Fetcher(FetchSettings(gap=0)) as fetcher:
            pipeline = Pipeline(library, fetcher.fetch, lambda: now)
            response = Response(url=URL, body=PAGES[-1])
            document = await pipeline.read(response)
            capture = Capture(
                document=document, response=response, taken_at=now, origin=Origin.FILE
            )
            await pipeline.keep(URL, capture)
            backfill = Backfill(pipeline, archive + path)
            captures = await backfill.captures(URL)
            checks = [check async for check in backfill.fill(library.resolve("1"), captures)]
        history = library.history(1)
        first = library.response(1, history[0].number)
    statuses = [check.status for check in checks if check.status is not CheckStatus.UNCHANGED]
    assert statuses == [CheckStatus.NEW, CheckStatus.CHANGED, CheckStatus.CHANGED]
    assert [s.taken_at for s in history[:-1]] == [FIRST + timedelta(days=n) for n in (0, 2, 3)]
    assert first is not None
    assert first.body == page()
