"""The folders that hold what the program writes. Importing this imports nothing."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "TUIREADER_HOME"


def folders(home: str | None, environ: Mapping[str, str]) -> tuple[str, str, str]:
    """Return where library, config and log lie: `--home`, else TUIREADER_HOME, else their own.

    On Linux the platform's folders are those of the XDG Base Directory Specification, read here as
    platformdirs reads them: to import it takes longer than to paint a page.
    """
    chosen = home or environ.get(HOME_VARIABLE)
    if chosen:
        folder = os.path.expanduser(chosen)  # noqa: PTH111 - pathlib takes longer, too
        return folder, folder, folder
    user = environ.get("HOME", "")
    if sys.platform == "linux" and user.startswith("/"):
        return (
            _own(environ.get("XDG_DATA_HOME", ""), f"{user}/.local/share"),
            _own(environ.get("XDG_CONFIG_HOME", ""), f"{user}/.config"),
            f"{_own(environ.get('XDG_STATE_HOME', ''), f'{user}/.local/state')}/log",
        )
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("tuireader", appauthor=False)
    return dirs.user_data_dir, dirs.user_config_dir, dirs.user_log_dir


def _own(named: str, usual: str) -> str:
    """Return the program's folder in the one a variable names, else in the usual one."""
    return f"{named if named.startswith('/') else usual}/tuireader"
