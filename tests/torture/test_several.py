"""Several processes that save at once lose nothing and double nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.torture.deeds import broken_words
from tuireader.library import open_library

PROCESSES = 4
ROUNDS = {"": 40, "full": 1000}[os.environ.get("TUIREADER_TORTURE", "")]

_SAVE = """
import json, random, sys
from pathlib import Path
from tests.torture.deeds import saving
from tuireader.library import open_library
from tuireader.library.protocol import StaleError
path, name, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
rng = random.Random(name)
with open_library(path) as library:
    for number in range(rounds):
        url = rng.choice(("https://gannet.example/shared", f"https://{name}.example/own"))
        while True:
            one = saving(library, rng, url)
            try:
                (check,) = library.append([one])
            except StaleError:
                continue
            break
        print(json.dumps([url, check.snapshot, one.capture.document.digest]))
"""


def test_four_processes_at_once(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _SAVE, str(path), f"p{number}", str(ROUNDS)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    said = []
    for process in running:
        output, errors = process.communicate()
        assert process.returncode == 0, errors
        said += [json.loads(line) for line in output.splitlines()]
    words = {(url, number, digest) for url, number, digest in said}
    assert len(words) == len(said) == PROCESSES * ROUNDS
    assert broken_words(path, words) == []
    with open_library(path) as library:
        assert sum(listing.snapshots for listing in library.listings()) == len(said)
        assert len(library.store.snapshots) == len(said)
        assert len({url for url, _, _ in words}) == len(library.listings())
