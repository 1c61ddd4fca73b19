"""Pages for tests, as a small newspaper would serve them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

PARAGRAPHS = (
    "The harbour council voted on Tuesday to close the old fish market for the winter, after "
    "surveyors found cracks in two of its iron columns.",
    "Mara Lindqvist, who has sold herring there since 1998, said she learned of the vote from a "
    "notice on the door.",
    "A porter fell ill during the survey and died in custody, the council's clerk told the "
    "meeting.",
    "The repairs are expected to cost 340,000 crowns and to last until the end of March.",
    "Stallholders may use the customs shed until then, free of charge, the council said.",
)
CORRECTED = PARAGRAPHS[2].replace("in custody", "shortly after his release")
NOTICE = (
    "An earlier version of this article said that the porter died in custody. He died shortly "
    "after his release."
)


def page(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    headline: str = "Fish market to close for the winter",
    notice: str = "",
    clock: str = "10:41",
) -> bytes:
    """Return a page; `clock` is a widget's time, which says nothing about the story."""
    linked = {"@type": "NewsArticle", "headline": headline, "author": {"name": "Ola Brandt"}}
    body = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    note = f'<p class="correction"><em>{escape(notice)}</em></p>' if notice else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{escape(headline)} | The Gannet</title>
<script type="application/ld+json">{json.dumps(linked)}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<div class="clock">It is {clock} in Sundhavn</div>
<main><article><h1>{escape(headline)}</h1>{body}{note}</article></main>
<aside><h2>Most read</h2><ul><li><a href="/a">Ten walks by the sea</a></li></ul></aside>
<footer>The Gannet, Quay Street 4, Sundhavn</footer></body></html>""".encode()


def edited(*, notice: str = "") -> bytes:
    """Return the page after the edit that the notice, if any, explains."""
    return page([*PARAGRAPHS[:2], CORRECTED, *PARAGRAPHS[3:]], notice=notice)
