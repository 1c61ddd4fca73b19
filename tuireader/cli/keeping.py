"""`verify`, `purge`, `export`, `import`: the library as a whole."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tuireader.cli.context import Context, utc_now
from tuireader.errors import UsageError
from tuireader.library.protocol import Format, Library
from tuireader.reports.json import fault_json


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of the commands that concern the whole library."""
    if name == "verify":
        parser.add_argument("--json", action="store_true", help="print one fault per line")
    elif name == "purge":
        parser.add_argument("--yes", action="store_true", help="don't ask")
    else:
        parser.add_argument("file", type=Path, metavar="FILE")
        if name == "export":
            forms = [form.value for form in Format]
            parser.add_argument("--format", choices=forms, default=Format.TINYDB.value)


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Check, drop, write or read the whole library."""
    if name == "import" and not args.file.is_file():
        raise UsageError(f"There is no file {args.file}.", "Name one that `export` wrote.")
    actions = {"verify": _verify, "purge": _purge, "export": _export, "import": _import}
    with context.library(reading=name in ("verify", "export")) as library:
        return actions[name](context, library, args)


def _verify(context: Context, library: Library, args: argparse.Namespace) -> int:
    faults = 0
    for fault in library.verify():
        faults += 1
        if args.json:
            context.print_json(fault_json(fault))
        else:
            context.print(f"{fault.record}: {fault.fault}")
    if faults:
        context.complain(
            f"{faults} fault(s); everything else is sound. `tuireader export FILE` saves what can "
            "be read, and `import` takes it into a new library (--home DIR)."
        )
        return 1
    context.say("Every record is what was saved.")
    return 0


def _purge(context: Context, library: Library, args: argparse.Namespace) -> int:
    dropped = library.purgeable()
    if not dropped:
        context.say("Nothing is removed, so there is nothing to purge.")
        return 0
    context.say("This drops for good:")
    for each in dropped:
        many = f"{each.snapshots} snapshot{'' if each.snapshots == 1 else 's'}"
        context.say(f"  {each.article}  {each.headline or each.url}  ({many})")
    if not args.yes and not _agreed(context):
        context.say("Nothing was dropped. `purge --yes` doesn't ask.")
        return 1
    gone = library.purge(at=utc_now())
    context.say(f"Dropped {len(gone)} article(s). Their seals stay, so that `verify` still works.")
    return 0


def _agreed(context: Context) -> bool:
    if not sys.stdin.isatty():
        return False
    context.err.write("Drop them? [y/N] ")
    context.err.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _export(context: Context, library: Library, args: argparse.Namespace) -> int:
    with context.steps("writing") as step:
        count = library.export_to(args.file, Format(args.format), step)
    context.say(f"Wrote {count} records to {args.file}.")
    return 0


def _import(context: Context, library: Library, args: argparse.Namespace) -> int:
    with context.steps("reading") as step:
        read, new = library.import_from(args.file, step)
    context.say(f"Read {read} records, {new} of which weren't here yet.")
    return 0
