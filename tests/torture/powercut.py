"""A disk that forgets, when the power goes, what was not synced.

A process works under a recorder (`recorder.c`) that notes, in order, what it writes and syncs.
From the record any moment can be played: what was synced by then is on the disk, and of the
writes since then each may be there or not.
"""

from __future__ import annotations

import json
import os
import random
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.deeds import MUTANTS, Word, broken_words, work
from tuireader.errors import TuireaderError

WRITE, TRUNCATE, SYNC, UNLINK = 1, 2, 3, 4
_HEAD = struct.Struct("<4q")
_SAID = "said"


@dataclass(frozen=True, slots=True)
class Event:
    """One call: what it did to which file."""

    kind: int
    name: str
    offset: int
    data: bytes


@dataclass
class File:
    """A file as it is on the disk, and the writes that may not be yet."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """Put everything on the disk."""
        for event in self.pending:
            _apply(self.durable, event)
        self.pending.clear()

    def after_cut(self, rng: random.Random) -> bytes:
        """Return what the disk may hold when the power goes now."""
        held = bytearray(self.durable)
        kept = rng.choice((0.0, 0.5, 0.9))
        for event in self.pending:
            if rng.random() < kept:
                _apply(held, event)
        return bytes(held)


def _apply(held: bytearray, event: Event) -> None:
    if event.kind == TRUNCATE:
        del held[event.offset :]
        held.extend(bytes(event.offset - len(held)))
    else:
        held.extend(bytes(max(0, event.offset - len(held))))
        held[event.offset : event.offset + len(event.data)] = event.data


def build_recorder(folder: Path) -> Path:
    """Compile the recorder.

    Raises:
        FileNotFoundError: there is no C compiler.
    """
    library = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"],
        check=True,
        capture_output=True,
    )
    return library


def record(recorder: Path, folder: Path, steps: int, seed: int, mutant: str) -> Path:
    """Let a process work on a library in `folder` and be recorded; return the record."""
    events = folder.with_suffix(".events")
    environ = {
        **os.environ,
        "LD_PRELOAD": str(recorder),
        "RECORD_FOLDER": str(folder),
        "RECORD_FILE": str(events),
    }
    arguments = [sys.executable, "-m", __name__, str(folder), str(steps), str(seed), mutant]
    done = subprocess.run(arguments, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return events


def read_events(record_file: Path) -> Iterator[Event]:
    """Yield the events of a record, in order."""
    with record_file.open("rb") as file:
        while head := file.read(_HEAD.size):
            kind, name_size, offset, size = _HEAD.unpack(head)
            name = Path(file.read(name_size).decode()).name
            yield Event(kind, name, offset, file.read(size))


def cut_often(events: list[Event], cuts: int, seed: int, folder: Path) -> list[str]:
    """Cut the power at moments spread over a record; return what was broken."""
    rng = random.Random(seed)
    moments = sorted(rng.sample(range(len(events)), min(cuts, len(events))))
    files: dict[str, File] = {}
    words: set[Word] = set()
    wrong: list[str] = []
    done = 0
    for number, moment in enumerate(moments):
        for event in events[done:moment]:
            _play(event, files, words)
        done = moment
        wrong += _after_cut(files, words, folder / str(number), rng)
    return wrong


def _play(event: Event, files: dict[str, File], words: set[Word]) -> None:
    if event.name == _SAID:
        if event.kind == WRITE:
            url, number, digest = json.loads(event.data)
            words.add((url, number, digest))
    elif event.kind == UNLINK:
        files.pop(event.name, None)
    elif event.kind == SYNC:
        files.setdefault(event.name, File()).sync()
    else:
        files.setdefault(event.name, File()).pending.append(event)


def _after_cut(
    files: dict[str, File], words: set[Word], folder: Path, rng: random.Random
) -> list[str]:
    folder.mkdir()
    for name, file in files.items():
        if name.startswith("library.db"):
            (folder / name).write_bytes(file.after_cut(rng))
    try:
        return broken_words(folder / "library.db", words)
    except TuireaderError as error:
        return [str(error)]


def main() -> None:
    """Work as the arguments say, noting what was acknowledged in a file of the folder."""
    folder, steps, seed, mutant = sys.argv[1:]
    MUTANTS[mutant]()
    said = os.open(Path(folder) / _SAID, os.O_WRONLY | os.O_CREAT)
    place = 0

    def say(word: Word) -> None:
        nonlocal place
        place += os.pwrite(said, json.dumps(word).encode(), place)

    work(Path(folder) / "library.db", int(seed), say, steps=int(steps))


if __name__ == "__main__":
    main()
