"""Time one rival on two files, one paragraph a line; run with the interpreter that has it.

Prints the CPU or wall seconds of the comparison alone, imports and reading left out. The rivals
are measured, never depended on: some of their licences wouldn't fit.
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Compare = Callable[[str, str], Any]
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def _difflib_words() -> Compare:
    import difflib

    return lambda old, new: difflib.SequenceMatcher(
        None, TOKEN.findall(old), TOKEN.findall(new), autojunk=False
    ).get_opcodes()


def _dmp_characters() -> Compare:
    engine = importlib.import_module("diff_match_patch").diff_match_patch()

    def compare(old: str, new: str) -> Any:
        found = engine.diff_main(old, new)
        engine.diff_cleanupSemantic(found)
        return found

    return compare


def _dmp_words() -> Compare:
    module = importlib.import_module("diff_match_patch")
    engine = module.diff_match_patch()
    engine.Diff_Timeout = 0
    return lambda old, new: engine.diff_main(*encoded(old, new), False)


def _fast_dmp_words() -> Compare:
    engine = importlib.import_module("fast_diff_match_patch")
    return lambda old, new: engine.diff(*encoded(old, new), timelimit=0, checklines=False)


def _rapidfuzz_words() -> Compare:
    distance = importlib.import_module("rapidfuzz.distance")
    return lambda old, new: distance.LCSseq.opcodes(*encoded(old, new)).as_list()


def _patiencediff_words() -> Compare:
    matcher = importlib.import_module("patiencediff").PatienceSequenceMatcher
    return lambda old, new: matcher(None, TOKEN.findall(old), TOKEN.findall(new)).get_opcodes()


def _prosediff() -> Compare:
    align = importlib.import_module("prosediff.diff").align
    return lambda old, new: align(old.split("\n"), new.split("\n"), None, max_hidden=None)


def encoded(old: str, new: str, codes: dict[str, str] | None = None) -> tuple[str, str]:
    """Return two texts, one character for each token; `codes` grows."""
    codes = {} if codes is None else codes
    encoded = [
        "".join(codes.setdefault(t, chr(0x100 + len(codes))) for t in TOKEN.findall(text))
        for text in (old, new)
    ]
    return encoded[0], encoded[1]


def _command(*words: str) -> Callable[[Path, Path], None]:
    def run(old: Path, new: Path) -> None:
        subprocess.run([*words, str(old), str(new)], stdout=subprocess.DEVNULL, check=False)

    return run


LIBRARIES: dict[str, Callable[[], Compare]] = {
    "prosediff": _prosediff,
    "dmp words (C++)": _fast_dmp_words,
    "dmp words": _dmp_words,
    "dmp characters": _dmp_characters,
    "rapidfuzz words": _rapidfuzz_words,
    "patiencediff words": _patiencediff_words,
    "difflib words": _difflib_words,
}
COMMANDS: dict[str, Callable[[Path, Path], None]] = {
    "git word-diff": _command("git", "diff", "--no-index", "--word-diff"),
    "wdiff": _command("wdiff"),
}


def main(name: str, old: Path, new: Path) -> None:
    """Print the seconds that one comparison takes."""
    if name in COMMANDS:
        start = time.perf_counter()
        COMMANDS[name](old, new)
    else:
        compare = LIBRARIES[name]()
        texts = old.read_text("utf-8"), new.read_text("utf-8")
        start = time.perf_counter()
        compare(*texts)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
