"""Windows of xterm on an X server of their own, watched dot by dot until something shows."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

PLACE = (22, 4, 300, 50)
"""Left, top, width and height of what is watched: the first lines, right of the cursor's cell."""
_PATIENCE = 20.0
_BEGIN = """
import os, sys, time
time.sleep(1)  # until the window is there
with open(sys.argv[1], "w") as file:
    file.write(str(time.monotonic()))
os.execvp(sys.argv[2], sys.argv[2:])
"""


class _Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_int) for name in ("byte_order", "unit", "bit_order", "pad", "depth")),
        ("bytes_per_line", ctypes.c_int),
    )


def can_be_opened() -> bool:
    """Tell whether there is all that windows need."""
    there = all(map(shutil.which, ("xterm", "Xvfb")))
    return there and ctypes.util.find_library("X11") is not None


def walls(programs: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Return the median of milliseconds until each program shows something; they take turns."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    with _server() as display:
        screen = _Screen(display)
        for _ in range(rounds):
            for name, words in programs.items():
                taken[name].append(_shown(screen, display, words))
    return {name: median(each) for name, each in taken.items()}


@contextmanager
def _server() -> Iterator[str]:
    ours, theirs = os.pipe()
    words = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1000x800x24"]
    server = subprocess.Popen(words, pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class _Screen:
    """The dots of an X screen."""

    def __init__(self, display: str) -> None:
        x11: Any = ctypes.CDLL(ctypes.util.find_library("X11"))
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        x11.XGetImage.restype = ctypes.POINTER(_Image)
        places = [ctypes.c_int] * 4
        x11.XGetImage.argtypes = [
            *(ctypes.c_void_p, ctypes.c_ulong, *places, ctypes.c_ulong, ctypes.c_int)
        ]
        x11.XFree.argtypes = [ctypes.c_void_p]
        self._x11 = x11
        self._display = x11.XOpenDisplay(display.encode())
        self._root = x11.XDefaultRootWindow(self._display)

    def bright(self) -> int:
        """Return how many bright bytes there are in the place that is watched."""
        image = self._x11.XGetImage(self._display, self._root, *PLACE, 0xFFFFFFFF, 2)
        found = image.contents
        dots = ctypes.string_at(found.data, found.bytes_per_line * found.height)
        self._x11.XFree(found.data)
        self._x11.XFree(ctypes.cast(image, ctypes.c_void_p))
        return sum(value > 150 for value in dots[::4])


def _shown(screen: _Screen, display: str, words: Sequence[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begun = Path(folder) / "begun"
        look = ["-bg", "black", "-fg", "white", "-fa", "monospace", "-fs", "9"]
        start = ["-e", sys.executable, "-c", _BEGIN, str(begun), *words]
        window = subprocess.Popen(
            ["xterm", *look, "-geometry", "120x40+0+0", *start],
            env={**os.environ, "DISPLAY": display},
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + _PATIENCE
        try:
            while not begun.exists() or not begun.read_text() or screen.bright() < 20:
                if time.monotonic() > end:
                    raise TimeoutError(f"{words[0]} showed nothing")
                time.sleep(0.001)
            return (time.monotonic() - float(begun.read_text())) * 1e3
        finally:
            window.terminate()
            window.wait()
