"""Programs of the user's that the reader hands text to: editor, pager, filters, clipboards.

Modules are imported where they are used: the list is painted before any of this is wanted.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.errors import TuireaderError

if TYPE_CHECKING:
    from tuireader.tui.services import Browsed

_BROWSING = 10.0
"""Seconds after which a browser that still runs is taken to show what it was given."""
_COPYING = 2.0
"""Seconds a clipboard's program may take."""
_EDITORS = ("sensible-editor", "nano", "vim", "vi")
_PAGERS = ("sensible-pager", "less", "more")


@dataclass(frozen=True, slots=True)
class Outside:
    """What the environment names, else what there is."""

    environ: Mapping[str, str]

    def copy(self, text: str) -> bool:
        """Put text on this machine's clipboard, and tell whether that worked."""
        import shutil
        import subprocess

        for words in _clipboards(self.environ):
            if shutil.which(words[0]) is None:
                continue
            try:
                done = subprocess.run(
                    words,
                    input=text.encode(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=_COPYING,
                    check=False,
                )
            except (OSError, subprocess.SubprocessError):
                continue
            if done.returncode == 0:
                return True
        return False

    def edit(self, text: str, name: str) -> None:
        """Open text in the user's editor; what is changed there is nobody's business.

        Raises:
            TuireaderError: there is no editor, or it can't be run.
        """
        import tempfile

        words = self._words(("VISUAL", "EDITOR"), _EDITORS, "editor")
        safe = "".join(letter if letter.isalnum() else "-" for letter in name)[:40].strip("-")
        with tempfile.TemporaryDirectory(prefix="tuireader-") as folder:
            file = Path(folder) / f"{safe or 'text'}.txt"
            file.write_text(text, encoding="utf-8")
            _run([*words, str(file)], None)

    def page(self, text: str) -> None:
        """Show text in the user's pager.

        Raises:
            TuireaderError: there is no pager, or it can't be run.
        """
        _run(self._words(("PAGER",), _PAGERS, "pager"), text)

    def pipe(self, command: str, text: str) -> None:
        """Hand text to a command of the user's shell, and wait for Enter after it.

        Raises:
            TuireaderError: there is no shell.
        """
        status = _run([self.environ.get("SHELL") or "/bin/sh", "-c", command], text)
        sys.stdout.write(f"\n[ended with status {status}; Enter goes back] ")
        sys.stdout.flush()
        sys.stdin.readline()

    def browse(self, url: str) -> Browsed:
        """Open an address in a browser with a window; nothing it prints reaches the terminal."""
        import subprocess

        from tuireader.cli import browsing

        process = subprocess.Popen(
            self._browsing(url),
            env=dict(self.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            status = process.wait(_BROWSING)
        except subprocess.TimeoutExpired:
            return "opened"
        if status == browsing.TERMINAL:
            return "terminal"
        return "opened" if status == browsing.OPENED else "none"

    def browse_here(self, url: str) -> None:
        """Let a browser that lives in the terminal show an address, until it is left.

        Raises:
            TuireaderError: it can't be run, or says that something went wrong.
        """
        import subprocess

        if subprocess.call([*self._browsing(url), "here"], env=dict(self.environ)):
            raise TuireaderError("The browser could not open it.", url)

    def _browsing(self, url: str) -> list[str]:
        return [sys.executable, "-I", str(Path(__file__).with_name("browsing.py")), url]

    def demo(self) -> None:
        """Open the reader on the samples, in a process of its own."""
        _run([sys.executable, "-m", "tuireader", "demo"], None)

    def _words(self, names: Sequence[str], usual: Sequence[str], what: str) -> list[str]:
        import shlex
        import shutil

        for name in names:
            if self.environ.get(name, "").strip():
                return shlex.split(self.environ[name])
        for program in usual:
            if shutil.which(program):
                return [program]
        raise TuireaderError(f"There is no {what}.", f"Name one in {names[-1]}.")


def _run(words: Sequence[str], text: str | None) -> int:
    import subprocess

    given = None if text is None else text.encode()
    try:
        return subprocess.run(words, input=given, check=False).returncode
    except OSError as error:
        what = f"{words[0]} can't be run ({error.strerror})."
        raise TuireaderError(what, "Check EDITOR and PAGER.") from error


def _clipboards(environ: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the programs that reach a clipboard from here, the likeliest first."""
    found: list[tuple[str, ...]] = []
    if environ.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if environ.get("DISPLAY"):
        found += [("xclip", "-selection", "clipboard"), ("xsel", "-ib")]
    if sys.platform == "darwin":
        found.append(("pbcopy",))
    if sys.platform == "win32" or environ.get("WSL_DISTRO_NAME"):
        found.append(("clip.exe",))
    return found
