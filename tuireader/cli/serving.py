"""`serve`: the reader in a browser of this machine, for whoever holds the key in the address.

A reader can start an editor, so the socket to it is guarded twice: by a key no other user of the
machine knows, and by the Origin a browser sends, which no other page can forge (OWASP, Cross-Site
WebSocket Hijacking; RFC 6455, 10.2).
"""

from __future__ import annotations

import argparse
import importlib.util
import shlex
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING

from tuireader.errors import TuireaderError, UsageError, reason

if TYPE_CHECKING:
    from tuireader.cli.context import Context

HOST = "127.0.0.1"


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `serve`."""
    del name
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="listen here (default: any free port)"
    )
    parser.add_argument("--no-open", action="store_true", help="print the address, open no browser")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Serve the reader until interrupted.

    Raises:
        UsageError: textual-serve isn't installed.
        TuireaderError: something else listens on that port.
    """
    del name
    if importlib.util.find_spec("textual_serve") is None:
        raise UsageError(
            "`serve` needs textual-serve, which isn't installed.",
            "`pip install 'tuireader[serve]'` brings it.",
        )
    from tuireader.cli.web_server import GuardedServer

    with context.library():
        pass  # a library that can't be used is told here, not in the browser
    announce = partial(_announce, context, browser=not args.no_open)
    server = GuardedServer(reader_command(args), HOST, _free(args.port), announce)
    server.serve()
    return 0


def reader_command(args: argparse.Namespace) -> str:
    """Return the shell's words that open the reader on the same library, with the same config."""
    words = [sys.executable, "-m", "tuireader"]
    for option, value in (("--home", args.home), ("--config", args.config)):
        if value:
            words += [option, value]
    return shlex.join(words)


def _free(port: int) -> int:
    """Return the port, or any free one for 0.

    Raises:
        TuireaderError: the port can't be had.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            why = reason(error) if isinstance(error, OSError) else "there is no such port"
            raise TuireaderError(
                f"Port {port} can't be had: {why}.", "Name another, or leave --port out."
            ) from error
        return int(probe.getsockname()[1])


def _announce(context: Context, address: str, *, browser: bool) -> None:
    context.print(address)
    context.out.flush()
    context.say("The reader is there until you press Ctrl+C; keep the address to yourself.")
    if browser:
        from tuireader.cli.outside import Outside

        Outside(context.environ).browse(address)
