"""`mark`, `remove`, `restore`: what a person says of an article."""

from __future__ import annotations

import argparse
from typing import Any

from tuireader.cli.context import Context, utc_now
from tuireader.cli.selecting import ARTICLE, choose, find_article, first_of_run
from tuireader.errors import UsageError
from tuireader.library.protocol import Library, Mark
from tuireader.model import Article, ChangeKind, Disclosure, Overruling
from tuireader.text.cleaning import clean

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
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help=ARTICLE)
    if name != "mark":
        return
    for flag, (_, _, means) in FLAGS.items():
        parser.add_argument(f"--{flag}", action="store_true", help=f"mark it {means}")
    parser.add_argument("--tag", metavar="T", help="add a tag")
    parser.add_argument("--untag", metavar="T", help="take a tag away")
    parser.add_argument(
        "--snapshot",
        default="latest",
        metavar="N",
        help="the verdict is about what it changed; default: the newest",
    )
    parser.add_argument("--noise", action="store_true", help="the change is nothing")
    parser.add_argument("--verdict", metavar="KIND[/DISCLOSURE]", help="what the change is instead")
    parser.add_argument("--note", metavar="TEXT", help="why")
    parser.add_argument("--clear", action="store_true", help="take the verdict back")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Write it down; every named article is found before anything is written."""
    with context.library() as library:
        articles = [find_article(library, reference) for reference in args.articles]
        if name == "mark":
            _mark_all(library, args, articles)
            return 0
        for article in articles:
            if name == "remove":
                library.remove(article.number, at=utc_now())
                context.say(f"Removed {article.number}, “{article.headline}”.")
                context.say(f"`tuireader restore {article.number}` brings it back.")
            else:
                library.restore(article.number)
                context.say(f"Restored {article.number}, “{article.headline}”.")
    return 0


def _mark_all(library: Library, args: argparse.Namespace, articles: list[Article]) -> None:
    mark, ruling = _mark(args), _rules(args)
    if mark is None and not ruling:
        raise UsageError("There is nothing to mark.", "Give --read, --star, --tag or another.")
    if ruling and len(articles) > 1:
        raise UsageError("A verdict is one change's.", "Name one article and its --snapshot.")
    for article in articles:
        if ruling:
            _overrule(library, args, article)
        if mark:
            library.mark(article.number, mark, at=utc_now())


def _mark(args: argparse.Namespace) -> Mark | None:
    values: dict[str, Any] = {}
    for flag, (field, value, _) in FLAGS.items():
        if getattr(args, flag):
            if values.get(field, value) is not value:
                raise UsageError(f"--{flag} contradicts another option.", "Give one of the two.")
            values[field] = value
    if not values and not args.tag and not args.untag:
        return None
    return Mark(**values, tag=clean(args.tag or ""), untag=args.untag)


def _rules(args: argparse.Namespace) -> bool:
    return bool(args.noise or args.verdict or args.note or args.clear)


def _overrule(library: Library, args: argparse.Namespace, article: Article) -> None:
    """Keep what a person says of a snapshot's change beside the program's verdict."""
    history = library.history(article.number)
    snapshot = first_of_run(history, choose(history, args.snapshot))
    if args.clear:
        library.clear(article.number, snapshot.number)
        return
    if snapshot.verdict is None:
        raise UsageError(
            f"Snapshot {snapshot.number} has no verdict: there was nothing to compare it with.",
            "`tuireader log ARTICLE` shows which changed something.",
        )
    kind, disclosure = _verdict(args.verdict) if args.verdict else (None, None)
    library.overrule(
        Overruling(
            article=article.number,
            snapshot=snapshot.number,
            at=utc_now(),
            noise=args.noise,
            kind=kind,
            disclosure=disclosure,
            note=clean(args.note or ""),
        )
    )


def _verdict(text: str) -> tuple[ChangeKind, Disclosure | None]:
    kind, slash, disclosure = text.partition("/")
    try:
        return ChangeKind(kind), Disclosure(disclosure) if slash else None
    except ValueError:
        kinds, ways = ", ".join(ChangeKind), ", ".join(Disclosure)
        raise UsageError(
            f"{text!r} is no verdict.", f"KIND is one of {kinds}; DISCLOSURE of {ways}."
        ) from None
