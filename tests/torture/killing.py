"""Starts a process that works on a library, kills it, checks its word; again and again.

Run as `python -m tests.torture.killing FOLDER KILLS SEED MUTANT`: prints what was broken. After
some kills a new library is begun: all of one is read at each check, so that the time for a thousand
kills of one would grow with their square.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import traceback
from pathlib import Path

from tests.torture.deeds import MUTANTS, Word, broken_words, work
from tuireader.errors import TuireaderError

KILLS_A_LIBRARY = 200
"""Enough for every article to begin its second group of records that share a keyframe."""

_CHECK_EVERY = 25


def kill_often(folder: Path, kills: int, seed: int) -> tuple[int, list[str]]:
    """Return how many words were given, and what of them was broken."""
    rng = random.Random(seed)
    words = 0
    for first in range(0, kills, KILLS_A_LIBRARY):
        path = folder / f"library-{first}.db"
        lives = range(first, min(first + KILLS_A_LIBRARY, kills))
        said, wrong = _killed_often(path, [seed * 100_003 + life for life in lives], rng)
        words += said
        if wrong:
            return words, wrong
    return words, []


def _killed_often(path: Path, seeds: list[int], rng: random.Random) -> tuple[int, list[str]]:
    """Let as many lives as there are seeds work on one library; return the same of it."""
    words: set[Word] = set()
    for life, seed in enumerate(seeds, 1):
        said, complaint = _one_life(path, seed, rng)
        words |= said
        if complaint:
            return len(words), [complaint]
        wrong = []
        if life % _CHECK_EVERY == 0 or life == len(seeds):
            wrong = _checked(path, words)
        elif life % 5 == 1:
            wrong = _checked(path, said)
        if wrong:
            return len(words), wrong
    return len(words), []


def _checked(path: Path, words: set[Word]) -> list[str]:
    try:
        return broken_words(path, words)
    except TuireaderError as error:
        return [str(error)]


def _one_life(path: Path, seed: int, rng: random.Random) -> tuple[set[Word], str]:
    """Let a child work until it has said some words, then kill it at any moment."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _live(path, seed, writer)
    os.close(writer)
    lines = b""
    enough = rng.randrange(12)
    while lines.count(b"\n") < enough:
        data = os.read(reader, 65536)
        if not data:
            break
        lines += data
    select.select([], [], [], rng.random() * 0.004)
    os.kill(child, signal.SIGKILL)
    while data := os.read(reader, 65536):
        lines += data
    os.close(reader)
    os.waitpid(child, 0)
    said, complaint = set(), ""
    for line in lines.split(b"\n")[:-1]:
        word = json.loads(line)
        if isinstance(word, str):
            complaint = word
        else:
            said.add((word[0], word[1], word[2]))
    return said, complaint


def _live(path: Path, seed: int, writer: int) -> None:
    def say(word: object) -> None:
        os.write(writer, json.dumps(word).encode() + b"\n")

    try:
        work(path, seed, say)
    except BaseException:  # noqa: BLE001
        say(traceback.format_exc())
    os._exit(1)


def main() -> None:
    """Do what the arguments say."""
    folder, kills, seed, mutant = sys.argv[1:]
    MUTANTS[mutant]()
    words, wrong = kill_often(Path(folder), int(kills), int(seed))
    print(json.dumps({"words": words, "wrong": wrong[:5]}))


if __name__ == "__main__":
    main()
