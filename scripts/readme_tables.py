"""Write the lists of tables and settings in README.md anew, from dictionary and record.

Usage::

    python scripts/readme_tables.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from geo.data.atlas import DATA, Atlas, load  # noqa: E402
from geo.settings import EVERY  # noqa: E402
from geo.words import Words  # noqa: E402

README = ROOT / "README.md"


def tables(atlas: Atlas) -> str:
    """The list as a Markdown table: name, title in both languages, rows, columns."""
    lines = ["| table | | rows | columns |", "|---|---|---|---|"]
    for name in atlas.tables:
        resource = atlas.resource(name)
        title = f"{resource.title('en')} · {resource.title('zh')}"
        lines.append(f"| `{name}` | {title} | {len(atlas.table(name))} | {len(resource.columns)} |")
    return "\n".join(lines) + "\n"


def listed_settings() -> str:
    """The list of settings: name, what it is unless set, what it does."""
    t = Words("en")
    lines = ["| setting | unless set | meaning |", "|---|---|---|"]
    for about in EVERY.values():
        usual = about.written(about.default)
        meaning = t(f"settings.meaning.{about.field}").replace("|", "\\|")
        lines.append(f"| `{about.name}` | {f'`{usual}`' if usual else ''} | {meaning} |")
    return "\n".join(lines) + "\n"


def put(text: str, name: str, listed: str) -> str:
    """The text with a list between its two marks."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, rest = text.split(start)
    return before + start + listed + end + rest.split(end)[1]


def main() -> None:
    """Put the lists where they belong."""
    text = README.read_text(encoding="utf-8")
    text = put(text, "tables", tables(load(DATA)))
    text = put(text, "settings", listed_settings())
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
