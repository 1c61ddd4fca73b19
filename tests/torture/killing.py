"""Starts a process that works on a library, kills it, checks its word; again and again.

Run as `python -m tests.torture.killing PATH KILLS SEED MUTANT`: prints what was broken.
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

_CHECK_EVERY = 25


def kill_often(path: Path, kills: int, seed: int) -> tuple[int, list[str]]:
    """Return how many words were given, and what of them was broken."""
    rng = random.Random(seed)
    words: set[Word] = set()
    for kill in range(kills):
        said, complaint = _one_life(path, seed * 100_003 + kill, rng)
        words |= said
        if complaint:
            return len(words), [complaint]
        if kill % _CHECK_EVERY == _CHECK_EVERY - 1 or kill == kills - 1:
            wrong = _checked(path, words)
            if wrong:
                return len(words), wrong
        else:
            wrong = _checked(path, said) if kill % 5 == 0 else []
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
    path, kills, seed, mutant = sys.argv[1:]
    MUTANTS[mutant]()
    words, wrong = kill_often(Path(path), int(kills), int(seed))
    print(json.dumps({"words": words, "wrong": wrong[:5]}))


if __name__ == "__main__":
    main()
