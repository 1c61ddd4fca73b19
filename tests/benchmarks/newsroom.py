"""Made-up articles of some 8 kB with pages of some 100 kB, and their edits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tuireader.library.protocol import Saving
from tuireader.model import (
    Block,
    Capture,
    ChangeKind,
    CheckStatus,
    Disclosure,
    Document,
    Response,
    Verdict,
)

START = datetime(2026, 3, 2, tzinfo=UTC)
CHANGE = Verdict(kind=ChangeKind.FACTUAL, disclosure=Disclosure.SILENT, weight=0.5)
SAME = Verdict(kind=ChangeKind.NONE, disclosure=Disclosure.NONE, weight=0.0)
PARAGRAPHS = 30


class Newsroom:
    """Writes articles of some 8 kB with pages of some 100 kB, and edits them."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        syllables = [
            c + v for c in "bdfghklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er")
        ]
        self.words = ["".join(self.rng.choices(syllables, k=n % 4 + 1)) for n in range(4000)]
        self.weights = [1 / (n + 3) for n in range(4000)]
        self.frame = "\n".join(
            f'<div class="{word} t-{n}" data-id="{n * 7919}"><a href="/{word}">{word}</a></div>'
            for n, word in enumerate(self.rng.choices(self.words, k=1000))
        )

    def paragraph(self) -> str:
        """Return some 270 characters."""
        words = self.rng.choices(self.words, self.weights, k=45)
        return " ".join(words).capitalize() + "."

    def article(self, number: int) -> Document:
        """Return an article's first text."""
        return Document(
            url=f"https://www.example-{number % 40}.com/news/2026/{number}/some-longer-slug",
            headline=self.paragraph()[:70],
            source=f"Example {number % 40}",
            blocks=tuple(Block(text=self.paragraph()) for _ in range(PARAGRAPHS)),
            extractor="bench/1",
        )

    def edit(self, document: Document) -> Document:
        """Replace some words of one paragraph and a sentence of another."""
        blocks = list(document.blocks)
        one, other = self.rng.sample(range(len(blocks)), 2)
        words = blocks[one].text.split()
        words[3:5] = self.rng.choices(self.words, k=2)
        blocks[one] = Block(text=" ".join(words))
        blocks[other] = Block(text=blocks[other].text[:180] + " " + self.paragraph()[:120])
        return replace(document, blocks=tuple(blocks))

    def capture(self, document: Document, at: datetime) -> Capture:
        """Return a page with what every fetch has anew: dates, tokens, a list of links."""
        token = f"{self.rng.getrandbits(128):032x}"
        links = "".join(f"<li>{word}</li>" for word in self.rng.choices(self.words, k=25))
        story = "".join(f"<p>{block.text}</p>" for block in document.blocks)
        body = (
            f"<html><head><meta name=csrf content={token}><title>{document.headline}</title>"
            f"</head>{self.frame}<time>{at}</time><ul>{links}</ul><main>{story}</main></html>"
        )
        headers = {
            "content-type": "text/html; charset=utf-8",
            "date": f"{at:%a, %d %b %Y %H:%M:%S GMT}",
            "etag": f'W/"{token[:20]}"',
            "cache-control": "public, max-age=60, stale-while-revalidate=30",
            "server": "cloudflare",
            "cf-ray": f"{token[:16]}-FRA",
            "strict-transport-security": "max-age=31536000; includeSubDomains",
            "vary": "Accept-Encoding, Cookie",
            "x-content-type-options": "nosniff",
            "set-cookie": f"session={token}; Path=/; Secure; HttpOnly",
        }
        response = Response(url=document.url, headers=headers, body=body.encode())
        return Capture(document=document, response=response, taken_at=at)


def saving(capture: Capture, number: int, *, same: bool = False) -> Saving:
    """Return a capture ready to be appended as an article's snapshot `number`."""
    first = number == 1
    status = CheckStatus.NEW if first else CheckStatus.UNCHANGED if same else CheckStatus.CHANGED
    return Saving(
        article=capture.document.url,
        capture=capture,
        status=status,
        previous=None if first else number - 1,
        verdict=None if first else SAME if same else CHANGE,
        next_check=capture.taken_at + timedelta(hours=1),
    )


def grow(room: Newsroom, articles: int, depth: int) -> Iterator[list[Saving]]:
    """Yield sweeps over `articles` articles, `depth` in all, each changing every text."""
    documents = [room.article(number) for number in range(articles)]
    for number in range(1, depth + 1):
        at = START + timedelta(hours=number)
        for start in range(0, articles, 50):
            batch = documents[start : start + 50]
            yield [saving(room.capture(document, at), number) for document in batch]
        documents = [room.edit(document) for document in documents]
