"""The command line's grammar. Only the named command's own words are ever built."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tuireader import __version__
from tuireader.cli.commands import COMMANDS, load

EPILOG = "Without a command the reader opens. `tuireader COMMAND --help` explains a command."


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read the words; argparse ends the program with status 2 where they make no sense."""
    named = _named(words)
    alone = named in COMMANDS or named is None
    parser = build(named, alone=alone and not {"-h", "--help"} & set(words))
    return parser.parse_args(list(words))


def build(named: str | None = None, *, alone: bool = False) -> argparse.ArgumentParser:
    """Build the parser. `named`: the one command whose words are wanted; None: none of them.

    `alone`: leave the other commands out, which nobody asked about: the reader starts sooner.
    """
    parser = argparse.ArgumentParser(
        prog="tuireader",
        description="Read news in the terminal, and see what was changed afterwards.",
        epilog=EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"tuireader {__version__}")
    parser.add_argument("--home", metavar="DIR", help="keep everything the program writes here")
    parser.add_argument("--config", metavar="FILE", help="read this config file")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("--quiet", action="store_true", help="say errors only")
    loudness.add_argument("--verbose", action="store_true", help="say more; show tracebacks")
    parser.add_argument("--no-color", action="store_true", help="print without colour")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    commands = parser.add_subparsers(
        prog="tuireader", dest="command", metavar="COMMAND", title="commands"
    )
    for name, command in COMMANDS.items():
        if alone and name != named:
            continue
        sub = commands.add_parser(name, help=command.summary, description=command.sentence)
        if name == named:
            load(command).arguments(sub, name)
    return parser


def _named(words: Sequence[str]) -> str | None:
    """Return the first word that names a command, options and their values passed over."""
    valued = ("--home", "--config")
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in valued:
            skip = True
        elif not word.startswith("-"):
            return word
    return None
