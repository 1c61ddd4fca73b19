"""`mark`, `remove`, `restore`: what a person says of an article."""

from __future__ import annotations

import argparse

from tuireader.cli.context import Context, utc_now
from tuireader.errors import UsageError
from tuireader.library.protocol import Mark

FLAGS = {
    "read": ("read", True, "read"),
    "unread": ("read", False, "not read"),
    "star": ("starred", True, "starred"),
    "unstar": ("starred", False, "not starred"),
    "archive": ("archived", True, "archived: out of the list, still followed"),
    "unarchive": ("archived", False, "back in the list"),
}
"""Option → the Mark's field, its value, and what it says of the article."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `mark`, `remove` and `restore`."""
    parser.add_argument("articles", nargs="+", metavar="ARTICLE")
    if name != "mark":
        return
    for flag, (_, _, means) in FLAGS.items():
        parser.add_argument(f"--{flag}", action="store_true", help=f"mark it {means}")
    parser.add_argument("--tag", metavar="T", help="add a tag")
    parser.add_argument("--untag", metavar="T", help="take a tag away")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Write it down; every named article is found before anything is written."""
    mark = _mark(args) if name == "mark" else None
    with context.library() as library:
        for article in [library.resolve(reference) for reference in args.articles]:
            if mark:
                library.mark(article.number, mark, at=utc_now())
            elif name == "remove":
                library.remove(article.number, at=utc_now())
                context.say(f"Removed {article.number}, “{article.headline}”.")
                context.say(f"`tuireader restore {article.number}` brings it back.")
            else:
                library.restore(article.number)
                context.say(f"Restored {article.number}, “{article.headline}”.")
    return 0


def _mark(args: argparse.Namespace) -> Mark:
    values: dict[str, bool] = {}
    for flag, (field, value, _) in FLAGS.items():
        if getattr(args, flag):
            if values.get(field, value) is not value:
                raise UsageError(f"--{flag} contradicts another option.", "Give one of the two.")
            values[field] = value
    if not values and not args.tag and not args.untag:
        raise UsageError("There is nothing to mark.", "Give --read, --star, --tag or another.")
    return Mark(**values, tag=args.tag, untag=args.untag)
