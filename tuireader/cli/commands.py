"""The table of commands; a command's module is imported only when it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    import argparse
    from typing import Protocol

    from tuireader.cli.context import Context

    class CommandModule(Protocol):
        """What a command's module offers. `name`: which of its commands is meant."""

        def arguments(self, parser: argparse.ArgumentParser, name: str) -> None:
            """Declare the command's words."""

        def run(self, context: Context, args: argparse.Namespace, name: str) -> int:
            """Do it and return the exit status."""


class Command(NamedTuple):
    """One command: the module that holds it, and what it does in a line."""

    module: str
    summary: str

    @property
    def sentence(self) -> str:
        """Return the summary as its own help begins with it."""
        return f"{self.summary[0].upper()}{self.summary[1:]}."


COMMANDS = {
    "demo": Command("reading", "open the reader on the samples, offline"),
    "add": Command("saving", "save articles from addresses or files"),
    "check": Command("saving", "look again now"),
    "watch": Command("watching", "look at what is due until stopped"),
    "backfill": Command("backfilling", "fetch earlier captures from a web archive"),
    "list": Command("listing", "list the articles"),
    "show": Command("listing", "print one document"),
    "log": Command("listing", "print an article's snapshots"),
    "diff": Command("comparing", "compare two snapshots or two files"),
    "mark": Command("marking", "mark articles read, starred, archived, tagged"),
    "remove": Command("marking", "take articles out of sight"),
    "restore": Command("marking", "bring removed articles back"),
    "feed": Command("feeding", "subscribe to feeds, which lead to articles"),
    "purge": Command("keeping", "drop for good what was removed, after saying what"),
    "search": Command("searching", "find words in all snapshots"),
    "trace": Command("searching", "tell when a wording appeared and vanished"),
    "report": Command("reporting", "write evidence of a change"),
    "export": Command("keeping", "write the whole library to a file"),
    "import": Command("keeping", "take over what another library holds"),
    "ledger": Command("judging", "tell per source what was changed, and whether it was said"),
    "verify": Command("keeping", "check every record's digest and chain"),
    "serve": Command("serving", "open the reader in a browser of this machine"),
    "doctor": Command("doctoring", "check the set-up"),
    "extract": Command("extracting", "read a page, save nothing"),
}
READER = Command("reading", "open the reader on the library")


def load(command: Command) -> CommandModule:
    """Import a command's module."""
    import importlib

    return cast("CommandModule", importlib.import_module(f"tuireader.cli.{command.module}"))
