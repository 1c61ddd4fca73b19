"""What archives say of a page's captures, in each of their languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tuireader.fetching.memento import (
    Memento,
    cdx_query,
    http_date,
    original_bytes,
    read_cdx,
    read_links,
    read_timemap,
    replay_of,
    stamp_time,
    thin,
    timemap_of,
)

MARCH = datetime(2026, 3, 1, 8, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, 8, 30, tzinfo=UTC)
PAGE = "https://gannet.example/a,b;c?x=1"
TIMEMAP = f"""<{PAGE}>;rel="original",
<http://arc.example/timemap/link/{PAGE}>; rel="self"; type="application/link-format"
 ; from="Sun, 01 Mar 2026 08:00:00 GMT",
<http://arc.example/timegate/{PAGE}>; rel="timegate",
<http://arc.example/20260401083000/{PAGE}>
 ; rel="last memento"; datetime="Wed, 01 Apr 2026 08:30:00 GMT",
<http://arc.example/20260301080000/{PAGE}>
 ; datetime="Sun, 01 Mar 2026 08:00:00 GMT"; rel="first memento",
<http://arc.example/page2>; rel="timemap"; type="application/link-format"
"""


def test_a_timemap_gives_mementos_in_time_order_and_names_its_continuation() -> None:
    mementos, further = read_timemap(TIMEMAP, "http://arc.example/timemap/link/x")
    assert [memento.taken_at for memento in mementos] == [MARCH, APRIL]
    assert mementos[0].url == f"http://arc.example/20260301080000/{PAGE}"
    assert further == ("http://arc.example/page2",)


@pytest.mark.parametrize(
    "text", ["", "<html>no such thing</html>", '<a>; rel="memento"; datetime="soon"', "<<>;;=,"]
)
def test_what_is_no_timemap_has_no_mementos(text: str) -> None:
    assert read_timemap(text, "http://arc.example/")[0] == ()


def test_a_link_header_with_quoted_commas_and_bare_values_is_read() -> None:
    header = '</t>; rel=timemap; title="a, b; \\"c\\"", <g>; rel="timegate original"'
    first, second = read_links(header, "http://arc.example/x/y")
    assert (first.url, first.parameters["title"]) == ("http://arc.example/t", 'a, b; "c"')
    assert second.rel == {"timegate", "original"}
    assert timemap_of(header, "http://arc.example/x/y") == "http://arc.example/t"
    assert timemap_of('</t>; rel="next"', "http://arc.example/") is None


WAYBACK_ROWS = (
    '[["timestamp","original","statuscode","digest"],'
    f'["20260401083000","{PAGE}","200","B"],["20260301080000","{PAGE}","200","A"],'
    f'["20260315000000","{PAGE}","302","C"]]'
)
PYWB_LINES = (
    f'{{"timestamp": "20260301080000", "url": "{PAGE}", "status": "200", "digest": "A"}}\n'
    f'{{"timestamp": "20260401083000", "url": "{PAGE}", "status": "200", "digest": "B"}}\n{{broken'
)
PLAIN_LINES = (
    f"example,gannet)/a 20260301080000 {PAGE} text/html 200 A 512\n"
    f"example,gannet)/a 20260401083000 {PAGE} text/html 200 B 512\n"
    f"example,gannet)/a 20260402083000 {PAGE} text/html 404 D 512\n"
)


@pytest.mark.parametrize("text", [WAYBACK_ROWS, PYWB_LINES, PLAIN_LINES])
def test_an_index_is_read_in_each_of_its_forms(text: str) -> None:
    assert read_cdx(text, "http://arc.example/web/") == (
        Memento(url=f"http://arc.example/web/20260301080000/{PAGE}", taken_at=MARCH, digest="A"),
        Memento(url=f"http://arc.example/web/20260401083000/{PAGE}", taken_at=APRIL, digest="B"),
    )


@pytest.mark.parametrize("text", ["", "[]", "[[", "{", "<html>", "20260301080000"])
def test_what_is_no_index_has_no_captures(text: str) -> None:
    assert read_cdx(text, "http://arc.example/") == ()


def test_an_index_is_asked_for_the_whole_address() -> None:
    asked = cdx_query("http://arc.example/cdx", PAGE, MARCH)
    assert "url=https%3A%2F%2Fgannet.example%2Fa%2Cb%3Bc%3Fx%3D1" in asked
    assert asked.endswith("&from=20260301080000")


@pytest.mark.parametrize(
    ("endpoint", "replay"),
    [
        ("https://web.arc.example/cdx/search/cdx", "https://web.arc.example/web/"),
        ("http://arc.example:8080/news/cdx", "http://arc.example:8080/news/"),
    ],
)
def test_captures_are_found_beside_their_index(endpoint: str, replay: str) -> None:
    assert replay_of(endpoint) == replay


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        (f"http://arc.example/20260301080000/{PAGE}", f"http://arc.example/20260301080000id_/{PAGE}"),
        (f"http://arc.example/w/20260301080000mp_/{PAGE}", f"http://arc.example/w/20260301080000id_/{PAGE}"),
        ("http://other.example/capture/77", "http://other.example/capture/77"),
        ("http://other.example/20260301080000/about", "http://other.example/20260301080000/about"),
    ],
)  # fmt: skip
def test_original_bytes_lie_under_the_timestamp(url: str, bare: str) -> None:
    assert original_bytes(url) == bare


def test_dates_that_are_none_are_none() -> None:
    assert http_date("Sun, 01 Mar 2026 08:00:00 GMT") == MARCH
    assert http_date("yesterday") is None
    assert stamp_time("20260301080000") == MARCH
    assert stamp_time("20261301080000") is None
    assert stamp_time("2026") is None


def captures(*digests: str) -> list[Memento]:
    """Make one capture a day."""
    return [
        Memento(url=str(day), taken_at=datetime(2026, 3, day, tzinfo=UTC), digest=digest)
        for day, digest in enumerate(digests, 1)
    ]


def test_captures_that_the_archive_calls_equal_are_thinned_to_the_first() -> None:
    assert [one.url for one in thin(captures("A", "A", "B", "A"), 9)] == ["1", "3", "4"]
    assert len(thin(captures("", "", ""), 9)) == 3


def test_too_many_captures_are_thinned_evenly_with_both_ends() -> None:
    many = captures(*map(str, range(20)))
    assert [one.url for one in thin(many, 3)] == ["1", "11", "20"]
    assert [one.url for one in thin(many, 1)] == ["1"]
