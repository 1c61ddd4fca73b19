"""Keep the collector of cycles away from what has none, but has thousands of objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Run the block without the collector: it would look through all rows again and again.

    What is made meanwhile is looked at once, afterwards. Whoever turned the collector off, here or
    in another thread, is also who turns it on again, so that it is never left off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
