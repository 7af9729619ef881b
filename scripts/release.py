"""Record what changed since an earlier state of the data: rows, values, headlines.

Usage::

    python scripts/release.py OLD      # folder with the data as they were

Writes ``data/releases/<version>.json``, which the Data page shows, and prints its summary.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo.data.atlas import DATA, Atlas, load  # noqa: E402
from geo.files.check import REMARK, compared_rows  # noqa: E402
from geo.record.releases import FOLDER  # noqa: E402
from geo.sheets import PAGES, sheet  # noqa: E402
from geo.sheets.view import View  # noqa: E402
from geo.words import LANGUAGES  # noqa: E402
from geo.words.text import as_read  # noqa: E402
from scripts.build_data import dump  # noqa: E402
from scripts.import_tables import Rows, changes, read_rows  # noqa: E402


def claims(atlas: Atlas, page: str) -> dict[str, str]:
    """Headline of a page as it opens, in each language."""
    return {lang: sheet(atlas, page, View(lang=lang)).claim for lang in LANGUAGES}


def alike(column: str, before: str, after: str) -> bool:
    """Whether a cell tells the same; remarks are no values."""
    return column == REMARK or as_read(before) == as_read(after)


def set_as(before: Rows, after: Rows) -> Rows:
    """Earlier rows in the marks and remarks of the new ones, where nothing else is different."""
    now = {tuple(map(as_read, key)): key for key in after}
    found = {}
    for key, row in before.items():
        own = now.get(tuple(map(as_read, key)), key)
        new = after.get(own, {})
        found[own] = {
            name: new[name] if name in new and alike(name, cell, new[name]) else cell
            for name, cell in row.items()
        }
    return found


def values(old: Atlas, new: Atlas) -> list[str]:
    """Rows removed and values changed; of a row that is new its own table tells."""
    lines: list[str] = []
    for name in old.tables:
        resource = new.resource(name)
        after = read_rows(new.folder / resource.path, resource.key)
        before = set_as(read_rows(old.folder / resource.path, resource.key), after)
        known = {column for row in list(before.values())[:1] for column in row}
        kept = {
            key: {**row, **{c: "" for c in row if c not in known}} for key, row in after.items()
        }
        lines += [line for line in changes(resource, before, kept) if line[0] in "-~"]
    return lines


def record(old: Atlas, new: Atlas) -> dict[str, Any]:
    """The record of a state of the data."""
    tables = [compared_rows(old, new, name) for name in new.tables]
    pages = [(page, claims(old, page), claims(new, page)) for page in PAGES]
    return {
        "version": new.package["version"],
        "previous": old.package["version"],
        "tables": [vars(rows) for rows in tables if rows.added or rows.removed or rows.changed],
        "headlines": [
            {"page": page, "old": was, "new": now} for page, was, now in pages if was != now
        ],
        "values": values(old, new),
    }


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("old", type=Path, help="folder with the data as they were")
    options = parser.parse_args()
    made = record(load(options.old), load(DATA))
    target = DATA / FOLDER / f"{made['version']}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(dump(made) + "\n", encoding="utf-8", newline="\n")
    for table in made["tables"]:
        print("{table}: {old} → {new} (+{added} −{removed} ~{changed})".format(**table))
    for headline in made["headlines"]:
        for lang in LANGUAGES:
            print(f"{headline['page']}\n  - {headline['old'][lang]}\n  + {headline['new'][lang]}")


if __name__ == "__main__":
    main()
