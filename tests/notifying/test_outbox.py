"""What is still to be told survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.notifying import Letter, Outbox
from tuireader.notifying.outbox import MOST_TOLD, Told


def test_everything_is_there_again(tmp_path: Path) -> None:
    outbox = Outbox.open(tmp_path / "home" / "outbox.json")
    outbox.letters.append(Letter(command=("a", "b"), title="“T”", payload="{}", due=5.5, tries=2))
    outbox.read = (7, 3)
    outbox.told.append(Told(id="urn:x", title="t", body="b", url="u", at=1.0))
    outbox.save()
    again = Outbox.open(outbox.path)
    assert (again.letters, again.read, again.told) == (outbox.letters, (7, 3), outbox.told)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"letters": 3}', '{"letters": [{}]}', "\0"])
def test_a_damaged_file_is_put_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "outbox.json"
    path.write_text(text, encoding="utf-8")
    assert Outbox.open(path).letters == []
    assert (tmp_path / "outbox.json.damaged").read_text(encoding="utf-8") == text


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    outbox = Outbox.open(tmp_path / "outbox.json")
    outbox.read = (1, 2)
    outbox.save()
    outbox.letters.append(Letter(title=object()))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        outbox.save()
    assert Outbox.open(outbox.path).read == (1, 2)


def test_addresses_and_the_passwords_in_them_are_nobody_else_s_to_read(tmp_path: Path) -> None:
    outbox = Outbox.open(tmp_path / "outbox.json")
    outbox.letters.append(Letter(to="mailto://ola:secret@mail.example"))
    outbox.save()
    assert outbox.path.stat().st_mode & 0o077 == 0


def test_the_feed_keeps_the_newest_changes(tmp_path: Path) -> None:
    outbox = Outbox.open(tmp_path / "outbox.json")
    outbox.told += [Told(id=str(n), title="", body="", url="", at=float(n)) for n in range(300)]
    outbox.save()
    kept = Outbox.open(outbox.path).told
    assert len(kept) == MOST_TOLD
    assert kept[-1].id == "299"
