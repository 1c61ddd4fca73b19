"""Say what each rival marks as changed; run with the interpreter that has it.

Reads pairs of texts from standard input, one a line: `[[paragraph…], [paragraph…]]`. Writes, for
each, the pieces of both sides that it marks (1) or not (0): `[[[text, mark]…], [[text, mark]…]]`.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from pathlib import Path

peers_diff = importlib.import_module("peers_diff")  # beside this file, for any interpreter

Pieces = list[tuple[str, int]]
Marks = tuple[Pieces, Pieces]
Marker = Callable[[list[str], list[str]], Marks]

_NOTE = re.compile(r'<span class="print-note[^>]*>[^<]*</span>')  # "(Moved to line 6)"
_TAG = re.compile(r"<(/?)(del|ins)\b[^>]*>|<[^>]*>")


def _of_steps(old: Sequence[str], new: Sequence[str], steps: Iterable[Sequence[object]]) -> Marks:
    """Return the marks of opcodes (tag, from, to, from, to) on two lists of tokens."""
    before: Pieces = []
    after: Pieces = []
    for tag, *places in steps:
        a, a_end, b, b_end = (int(str(place)) for place in places)
        before.append(("".join(old[a:a_end]), int(tag != "equal")))
        after.append(("".join(new[b:b_end]), int(tag != "equal")))
    return before, after


def _words(steps: Callable[[list[str], list[str]], Iterable[Sequence[object]]]) -> Marker:
    def mark(old: list[str], new: list[str]) -> Marks:
        tokens = [peers_diff.TOKEN.findall("\n".join(side)) for side in (old, new)]
        return _of_steps(tokens[0], tokens[1], steps(tokens[0], tokens[1]))

    return mark


def _difflib() -> Marker:
    import difflib

    return _words(lambda a, b: difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes())


def _patiencediff() -> Marker:
    matcher = importlib.import_module("patiencediff").PatienceSequenceMatcher
    return _words(lambda a, b: matcher(None, a, b).get_opcodes())


def _rapidfuzz() -> Marker:
    distance = importlib.import_module("rapidfuzz.distance")

    def steps(old: list[str], new: list[str]) -> list[Sequence[object]]:
        codes: dict[str, int] = {}
        sides = [[codes.setdefault(t, len(codes)) for t in side] for side in (old, new)]
        found = distance.LCSseq.opcodes(*sides)
        return [(s.tag, s.src_start, s.src_end, s.dest_start, s.dest_end) for s in found]

    return _words(steps)


def _dmp(*, by_words: bool) -> Marker:
    engine = importlib.import_module("diff_match_patch").diff_match_patch()
    engine.Diff_Timeout = 0

    def mark(old: list[str], new: list[str]) -> Marks:
        sides = ["\n".join(side) for side in (old, new)]
        words: dict[str, str] = {}
        if by_words:
            texts = peers_diff.encoded(sides[0], sides[1], words)
            found = engine.diff_main(*texts, False)
        else:
            found = engine.diff_main(*sides)
            engine.diff_cleanupSemantic(found)
        back = {code: word for word, code in words.items()}
        pieces = [(op, "".join(back.get(c, c) for c in text)) for op, text in found]
        return (
            [(text, int(op != 0)) for op, text in pieces if op <= 0],
            [(text, int(op != 0)) for op, text in pieces if op >= 0],
        )

    return mark


def _prosediff() -> Marker:
    align = importlib.import_module("prosediff.diff").align

    def mark(old: list[str], new: list[str]) -> Marks:
        sides: Marks = ([], [])
        rows = align(old, new, None, max_hidden=None)[0]
        for pieces, number, text in zip(
            sides, ("left_no", "right_no"), ("left", "right"), strict=True
        ):
            lines = sorted(
                (getattr(r, number), r.kind, str(getattr(r, text)))
                for r in rows
                if getattr(r, number)
            )
            for _, kind, line in lines:
                pieces += _tagged(line, whole=kind in ("delete", "insert"))
        return sides if rows else ([("\n".join(old), 0)], [("\n".join(new), 0)])

    return mark


def _tagged(line: str, *, whole: bool) -> Pieces:
    """Return the pieces of a line of HTML; what stands in del or ins is marked."""
    line = _NOTE.sub("", line)
    pieces: Pieces = []
    at = depth = 0
    for tag in _TAG.finditer(line):
        pieces.append((unescape(line[at : tag.start()]), int(whole or depth > 0)))
        at = tag.end()
        if tag[2]:
            depth += -1 if tag[1] else 1
    return [*pieces, (unescape(line[at:]), int(whole))]


def _git() -> Marker:
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U1000000"]

    def mark(old: list[str], new: list[str]) -> Marks:
        if old == new:
            return [("\n".join(old), 0)], [("\n".join(new), 0)]
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, name) for name in ("old", "new")]
            for path, side in zip(paths, (old, new), strict=True):
                path.write_text("\n".join(side) + "\n", "utf-8")
            done = subprocess.run([*command, *map(str, paths)], capture_output=True, check=False)
        lines = done.stdout.decode().split("\n")
        start = next(k for k, line in enumerate(lines) if line.startswith("@@")) + 1
        signs = [(line[:1], line[1:]) for line in lines[start:]]
        return (
            [(text, int(sign == "-")) for sign, text in signs if sign in ("-", " ")],
            [(text, int(sign == "+")) for sign, text in signs if sign in ("+", " ")],
        )

    return mark


MARKERS: dict[str, Callable[[], Marker]] = {
    "prosediff": _prosediff,
    "dmp words": lambda: _dmp(by_words=True),
    "dmp characters": lambda: _dmp(by_words=False),
    "rapidfuzz words": _rapidfuzz,
    "patiencediff words": _patiencediff,
    "difflib words": _difflib,
    "git word-diff": _git,
}


def main(name: str) -> None:
    """Mark every pair that comes in."""
    mark = MARKERS[name]()
    for line in sys.stdin:
        print(json.dumps(mark(*json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
