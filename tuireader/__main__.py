"""Run the program: `tuireader`, or `python -m tuireader`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return the exit status."""
    from tuireader.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
