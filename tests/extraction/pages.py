"""Pages as newspapers write them; outlets, people and places are made up."""

# ruff: noqa: E501 -- markup and text are easier to read unbroken

from __future__ import annotations

import json
from collections.abc import Sequence

HEADLINE = "Ossel keeps its last ferry for another winter"
PARAGRAPHS = (
    "The council of Ossel voted on Tuesday to keep the ferry across the Merrow running until March, "
    "after a debate that lasted well into the night.",
    "Eleven members were in favour and four against, the town clerk, Tilda Marrow, said on Wednesday.",
    "The boat carries about 300 people a day, most of them pupils of the school on the far bank.",
    "“Nobody here wants to drive forty minutes for a loaf of bread,” said Ilse Brand, who runs the "
    "bakery beside the landing stage.",
    "A new bridge, planned since 1998, is to be discussed again in spring, when the survey is done.",
)
NOTE = (
    "Correction: An earlier version of this article said seven members voted against the plan. "
    "It was four."
)
LINKED_DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "author": [
        {"@type": "Person", "name": "Jonas Orlow"},
        {"@type": "Person", "name": "Ada Finch"},
    ],
    "publisher": {"@type": "Organization", "name": "The Ossel Gazette"},
    "datePublished": "2024-11-13T06:30:00+01:00",
    "dateModified": "2024-11-13T09:00:00Z",
    "inLanguage": "en-GB",
}


def paragraphs(texts: Sequence[str] = PARAGRAPHS) -> str:
    """Return texts as paragraphs."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def page(
    story: str | None = None,
    *,
    head: str = "",
    before: str = "",
    after: str = "",
    data: object = None,
) -> str:
    """Return a page with the furniture of a newspaper around a story."""
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>{HEADLINE} | The Ossel Gazette</title>
<script type="application/ld+json">{json.dumps(data or LINKED_DATA)}</script>{head}</head><body>
<header class="site-header"><a href="/">The Ossel Gazette</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="ticker"><span>Breaking</span> <a href="/b">Storm warning for the coast on Friday night</a></div>
<main><article><h1>{HEADLINE}</h1>{before}
<div class="byline">By <a href="/orlow">Jonas Orlow</a> <time datetime="2024-11-13">13 November 2024</time></div>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Tweet</a></div>
<div class="article-body">{paragraphs() if story is None else story}</div>
{after}</article>
<aside class="related-articles"><h3>Related</h3><ul>
<li><a href="/1">Why the price of rice keeps rising in the valley</a></li>
<li><a href="/2">Police search for a driver after a crash near the quarry</a></li></ul></aside>
<section id="comments" class="comments"><h3>2 Comments</h3><div class="comment"><p>I think this is a
really important story, and I am glad that somebody wrote about the ferry at long last.</p></div>
</section></main>
<footer><p>© 2024 The Ossel Gazette. All rights reserved. Registered office: 1 Quay Street.</p></footer>
</body></html>"""
