"""How letters leave: real programs, and Apprise where it is installed."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from tests.loopback import Asked, Reply, serve
from tuireader.errors import UsageError
from tuireader.notifying import Letter
from tuireader.notifying.channels import ChannelError, require_apprise, send

WRITE = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"
COMPLAIN = "import sys; print('first'); print('no room', file=sys.stderr); sys.exit(3)"


async def test_a_command_gets_the_change_on_stdin(tmp_path: Path) -> None:
    payload = json.dumps({"kind": "factual", "text": "“größer” " * 20_000}, ensure_ascii=False)
    file = tmp_path / "got.json"
    await send(Letter(command=(sys.executable, "-c", WRITE, str(file)), payload=payload))
    assert file.read_text(encoding="utf-8") == payload + "\n"


async def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(ChannelError, match=r"status 3\. no room"):
        await send(Letter(command=(sys.executable, "-c", COMPLAIN), payload="{}"))


async def test_a_command_that_does_not_read_is_none_the_worse() -> None:
    await send(Letter(command=(sys.executable, "-c", "pass"), payload="x" * 1_000_000))


async def test_a_command_that_is_not_there_is_named() -> None:
    with pytest.raises(ChannelError, match="no-such-program can't be run"):
        await send(Letter(command=("no-such-program",)))


async def test_a_command_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuireader.notifying.channels.TIME_LIMIT", 0.2)
    endless = "import time\nwhile True: time.sleep(1)"
    with pytest.raises(ChannelError, match="took longer"):
        await send(Letter(command=(sys.executable, "-c", endless)))


def has_apprise() -> bool:
    return importlib.util.find_spec("apprise") is not None


@pytest.mark.skipif(has_apprise(), reason="Apprise is installed")
def test_without_apprise_a_rule_with_an_address_says_what_to_install() -> None:
    with pytest.raises(UsageError, match="needs Apprise") as caught:
        require_apprise()
    assert "tuireader[notify]" in caught.value.advice


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Apprise's own
@pytest.mark.skipif(not has_apprise(), reason="NOT TESTED: Apprise is not installed")
async def test_apprise_posts_to_a_webhook() -> None:
    posted: list[bytes] = []

    def take(asked: Asked) -> Reply:
        posted.append(asked.path.encode())
        return Reply(status=200)

    require_apprise()
    with serve({"/hook": take}) as site:
        await send(Letter(to=f"json://127.0.0.1:{site.port}/hook?method=GET", title="t", body="b"))
        assert len(posted) == 1
    with pytest.raises(ChannelError, match="doesn't know"):
        await send(Letter(to="nonsense"))
