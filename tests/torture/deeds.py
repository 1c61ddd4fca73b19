"""What a process does to a library while it is killed, and how its word is checked after."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tuireader.library import open_library
from tuireader.library.opening import FileLibrary
from tuireader.library.protocol import Saving, StaleError
from tuireader.library.storage import Engine
from tuireader.model import (
    Block,
    Capture,
    ChangeKind,
    Check,
    CheckStatus,
    Disclosure,
    Document,
    Response,
    Verdict,
)

START = datetime(2026, 3, 2, tzinfo=UTC)
ARTICLES = 12
CHANGE = Verdict(kind=ChangeKind.FACTUAL, disclosure=Disclosure.SILENT, weight=0.5)
SAME = Verdict(kind=ChangeKind.NONE, disclosure=Disclosure.NONE, weight=0.0)

Word = tuple[str, int, str]
"""What was acknowledged: an article's URL, a snapshot's number, its digest."""

Say = Callable[[Word], None]


def _document(rng: random.Random, url: str) -> Document:
    lines = [f"Line {line} of {url}, as of {rng.randrange(4)}." for line in range(12)]
    return Document(url=url, headline=url, blocks=tuple(Block(text=text) for text in lines))


def saving(library: FileLibrary, rng: random.Random, url: str) -> Saving:
    """Return a capture judged against what is there now."""
    known = library.store.articles.first({"key": url})
    history = library.history(known.doc_id) if known else ()
    newest = history[-1] if history else None
    taken_at = (newest.taken_at if newest else START) + timedelta(seconds=rng.randrange(1, 9000))
    read = _document(rng, url)
    same = newest is not None and newest.digest == read.digest
    body = read.text.encode() + rng.randbytes(300)
    response = Response(url=url, headers={"date": f"{taken_at}"}, body=body)
    return Saving(
        article=url,
        capture=Capture(document=read, response=response, taken_at=taken_at),
        status=CheckStatus.UNCHANGED if same else CheckStatus.CHANGED,
        previous=newest.number if newest else None,
        verdict=None if newest is None else SAME if same else CHANGE,
    )


def work(path: Path, seed: int, say: Say, *, steps: int | None = None) -> None:
    """Add, check, import, index and purge; say what is acknowledged, as soon as it is."""
    rng = random.Random(seed)
    with open_library(path) as library:
        step = 0
        while steps is None or step < steps:
            step += 1
            deed = rng.choices((_sweep, _look, _import, _index, _purge), (12, 2, 2, 1, 1))[0]
            for word in deed(library, rng, path):
                say(word)


def _sweep(library: FileLibrary, rng: random.Random, path: Path) -> Iterator[Word]:
    urls = rng.sample(range(ARTICLES), rng.choice((1, 1, 1, 5)))
    yield from _append(library, rng, [f"https://gannet.example/{number}" for number in urls])


def _append(library: FileLibrary, rng: random.Random, urls: list[str]) -> Iterator[Word]:
    savings = [saving(library, rng, url) for url in urls]
    try:
        checks = library.append(savings)
    except StaleError:
        return
    for check, one in zip(checks, savings, strict=True):
        assert check.snapshot is not None
        yield one.article, check.snapshot, one.capture.document.digest


def _look(library: FileLibrary, rng: random.Random, path: Path) -> Iterator[Word]:
    for article in list(library.articles())[:1]:
        at = START + timedelta(seconds=rng.randrange(9000))
        check = Check(article=article.number, url=article.url, at=at, status=CheckStatus.GONE)
        library.record(check)
    yield from ()


def _import(library: FileLibrary, rng: random.Random, path: Path) -> Iterator[Word]:
    """Bring in a library that has two articles of its own, and one that is here, too."""
    away = path.with_name(f"away-{rng.randrange(10**9)}")
    url = f"https://other.example/{rng.randrange(10**9)}"
    with open_library(away) as other:
        words = list(_append(other, rng, [url, "https://gannet.example/1"]))
        other.export_to(away.with_suffix(".json"))
    for file in away.parent.glob(f"{away.name}*"):
        if file.suffix != ".json":
            file.unlink()
    library.import_from(away.with_suffix(".json"))
    away.with_suffix(".json").unlink()
    yield words[0]


def _index(library: FileLibrary, rng: random.Random, path: Path) -> Iterator[Word]:
    library.search("line of")
    yield from ()


def _purge(library: FileLibrary, rng: random.Random, path: Path) -> Iterator[Word]:
    """Drop an article that nobody was ever told of."""
    url = f"https://dropped.example/{rng.randrange(10**9)}"
    for word in _append(library, rng, [url]):
        library.remove(library.resolve(word[0]).number, at=START)
    library.purge(at=START)
    yield from ()


def broken_words(path: Path, words: set[Word]) -> list[str]:
    """Return everything that was acknowledged and isn't there, and every fault."""
    with open_library(path) as library:
        wrong = [f"{fault.record}: {fault.fault}" for fault in library.verify()]
        for url, number, digest in sorted(words):
            record = library.store.articles.first({"key": url})
            if record is None or number > record.get("snapshots", 0):
                wrong.append(f"lost: {url} {number}")
            elif library.document(record.doc_id, number).digest != digest:
                wrong.append(f"altered: {url} {number}")
        return wrong


# -- mutants: what the tests must notice
@contextmanager
def _no_transaction(self: Engine) -> Iterator[None]:
    with self._lock:
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1


def without_transactions() -> None:
    """Break the engine: every statement stands for itself."""
    Engine.transaction = _no_transaction  # type: ignore[method-assign]


def without_syncing() -> None:
    """Break the engine: a commit returns before anything is on the disk."""
    sound = Engine.__init__

    def careless(self: Engine, *args: object, **options: object) -> None:
        sound(self, *args, **options)  # type: ignore[arg-type]
        self.execute("PRAGMA synchronous=OFF")

    Engine.__init__ = careless  # type: ignore[method-assign]


MUTANTS = {
    "sound": lambda: None,
    "no-transaction": without_transactions,
    "no-sync": without_syncing,
}
