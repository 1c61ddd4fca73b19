"""Find `styles/` and `samples/`: the wheel's copy, else the checkout's."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def styles() -> Path:
    """Return the absolute path of the folder of Textual style sheets."""
    return _find("styles")


def samples() -> Path:
    """Return the absolute path of the folder of sample stories."""
    return _find("samples")


def _find(name: str) -> Path:
    """Return the package's own folder, or the one beside the package in a checkout.

    Raises:
        FileNotFoundError: the program was installed without its data.
    """
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}/ is missing from this installation of tuireader")
