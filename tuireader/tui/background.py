"""Starts work beside the screen's own: it posts messages and never touches a widget."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, cast

from textual.dom import DOMNode
from textual.worker import WorkType

Work = Callable[[], Coroutine[Any, Any, None]]


def begin(node: DOMNode, work: Work, group: str, *, exclusive: bool = True) -> None:
    """Start a worker that ends with its node; an exclusive one ends the others of its group.

    A callable is taken, not a coroutine: one that is cancelled before it began is then never
    made, and Python has nothing to warn of.
    """
    node.run_worker(cast("WorkType[None]", work), group=group, exclusive=exclusive)
