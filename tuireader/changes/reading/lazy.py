"""Values computed when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A property computed once and kept in its object, as `functools.cached_property` does.

    That one takes a lock each time before Python 3.12, and judging asks for hundreds.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, one: Any, owner: type | None = None) -> T:
        """Compute the value; from then on the object's own attribute is found first."""
        value = self._work(one)
        one.__dict__[self._name] = value
        return value
