"""Write the list of tables in README.md anew, from the dictionary of the data package.

Usage::

    python scripts/readme_tables.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from geo.data.atlas import DATA, Atlas, load  # noqa: E402

README = ROOT / "README.md"
START, END = "<!-- tables -->\n", "<!-- /tables -->"


def tables(atlas: Atlas) -> str:
    """The list as a Markdown table: name, title in both languages, rows, columns."""
    lines = ["| table | | rows | columns |", "|---|---|---|---|"]
    for name in atlas.tables:
        resource = atlas.resource(name)
        title = f"{resource.title('en')} · {resource.title('zh')}"
        lines.append(f"| `{name}` | {title} | {len(atlas.table(name))} | {len(resource.columns)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Put the list between its two marks."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    README.write_text(before + START + tables(load(DATA)) + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
