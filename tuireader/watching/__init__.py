"""The loop: what is due → pipeline → whoever wants to know, for months on end."""

from tuireader.watching.holding import WatchLock
from tuireader.watching.watcher import Observer, Watcher

__all__ = ["Observer", "WatchLock", "Watcher"]
