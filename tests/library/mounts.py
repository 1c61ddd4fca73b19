"""Real disks for tests: small, full, or read-only; only root can have them, and only on Linux."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Remount = Callable[[str], None]


def _mount(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["mount", *words], capture_output=True, text=True, check=False)


def disk(tmp_path: Path, size: str) -> Iterator[tuple[Path, Remount]]:
    """Yield a disk of some size, and what mounts it anew with other options."""
    place = tmp_path / "disk"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("NOT TESTED on a disk of its own: only root may mount one")
    done = _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
    if done.returncode:
        pytest.skip(f"NOT TESTED on a disk of its own: {done.stderr.strip()}")

    def remount(options: str) -> None:
        assert _mount("-o", f"remount,{options}", str(place)).returncode == 0

    try:
        yield place, remount
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
