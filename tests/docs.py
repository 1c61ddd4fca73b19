"""Write the parts of the papers that are made from code: `python -m tests.docs`.

README's tables come from the tables of commands and of the reader's actions, ARCHITECTURE's module
table from the modules' first lines. `test_docs` fails where a paper says otherwise.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tuireader"


def modules() -> dict[str, str]:
    """Return each module's path below the package, and the first line of its docstring."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py"), key=lambda path: (path.parent, path)):
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[str(path.relative_to(PACKAGE))] = docstring.partition("\n")[0]
    return found


def module_table() -> str:
    """Return the modules as a Markdown list, a heading per folder."""
    lines: list[str] = []
    folder = None
    for path, about in modules().items():
        if (here := path.rpartition("/")[0]) != folder:
            folder = here
            lines += ["", f"**{folder or 'tuireader'}/**", ""]
        lines.append(f"- `{path.rpartition('/')[2]}` {about}")
    return "\n".join(lines).strip()


def key_table() -> str:
    """Return the reader's keys as a Markdown table."""
    from tuireader.tui.keys import table

    return table()


def command_table() -> str:
    """Return the commands as a Markdown table."""
    from tuireader.cli.commands import COMMANDS

    rows = [f"| `{name}` | {command.summary} |" for name, command in COMMANDS.items()]
    return "\n".join(["| command | does |", "|---|---|", *rows])


PARTS = {
    ("README.md", "commands"): command_table,
    ("README.md", "keys"): key_table,
    ("ARCHITECTURE.md", "modules"): module_table,
}
"""Paper and the name of its marked part → what belongs there."""


def filled(paper: str) -> str:
    """Return a paper with its made parts as they should be."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    for (name, part), make in PARTS.items():
        if name == paper:
            pattern = re.compile(rf"(<!-- {part} -->\n).*?(<!-- /{part} -->)", re.DOTALL)
            content = make()
            text = pattern.sub(lambda m, c=content: f"{m[1]}{c}\n{m[2]}", text)  # type: ignore[misc]
    return text


def main() -> None:
    """Write the papers."""
    for paper in sorted({name for name, _ in PARTS}):
        (ROOT / paper).write_text(filled(paper), encoding="utf-8")


if __name__ == "__main__":
    main()
