"""Take over a newer state of the tables.

Usage::

    python scripts/import_tables.py FOLDER                  # folder with the tables as CSV
    python scripts/import_tables.py FOLDER --date 2026-11-20
    python scripts/import_tables.py FOLDER --dry-run        # print the changes, write nothing

Prints what changes, row by row. Everything is checked first, against the dictionary and together
with the boundaries; if anything is wrong, nothing is written. A column that the newer tables do not
know (codes of statements, say, which are given here) keeps its values, row by row.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo.data import atlas, package  # noqa: E402
from geo.data.package import Resource  # noqa: E402
from scripts.build_data import DATA, dump  # noqa: E402

Rows = dict[tuple[str, ...], dict[str, str]]


def read_rows(path: Path, key: tuple[str, ...]) -> Rows:
    """Rows of a table by their key; empty if there is no such file yet."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {tuple(row[name] for name in key): row for row in csv.DictReader(file)}


def changes(resource: Resource, old: Rows, new: Rows) -> Iterator[str]:
    """Say what differs between two states of a table: keys added, removed, cells changed."""
    for key in [*old, *(key for key in new if key not in old)]:
        name = f"{resource.name} [{' + '.join(key)}]"
        if key not in new:
            yield f"- {name}"
        elif key not in old:
            yield f"+ {name}"
        else:
            for column in resource.columns:
                before, after = old[key].get(column.name, ""), new[key][column.name]
                if before != after:
                    yield f"~ {name} {column.name}: {before!r} -> {after!r}"
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield f"~ {resource.name}: the order of the rows"


def merge(resource: Resource, source: Path, target: Path) -> None:
    """Put a newer table in the place of the one that stands, which may know further columns."""
    # Spreadsheets add a byte order mark and Windows line ends; the package has neither.
    text = source.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    header = next(csv.reader(text.decode("utf-8").splitlines()), [])
    old = read_rows(target, resource.key) if set(resource.key) <= set(header) else {}
    known = [column.name for column in resource.columns]
    own = set(next(iter(old.values()), ())).intersection(known).difference(header)
    target.write_bytes(text)
    if not own:
        return
    rows = read_rows(target, resource.key)
    columns = [name for name in known if name in own or name in header]
    with target.open("w", encoding="utf-8", newline="") as file:
        added = [name for name in header if name not in known]
        writer = csv.DictWriter(file, [*columns, *added], lineterminator="\n")
        writer.writeheader()
        for key, row in rows.items():
            kept = old.get(key, {})
            writer.writerow(row | {name: kept.get(name, "") for name in own})


def stage(folder: Path, scratch: Path, tables: tuple[Resource, ...], day: str) -> None:
    """Lay out the data folder as it would be with the new tables."""
    shutil.copytree(DATA, scratch)
    for resource in tables:
        source, target = folder / Path(resource.path).name, scratch / resource.path
        if source.is_file():
            merge(resource, source, target)
        else:
            target.unlink(missing_ok=True)
    dictionary = scratch / package.FILE
    record = json.loads(dictionary.read_text(encoding="utf-8"))
    record["version"], record["created"] = day.replace("-", "."), f"{day}T00:00:00Z"
    dictionary.write_text(dump(record) + "\n", encoding="utf-8", newline="\n")


def put_in_place(scratch: Path, names: list[str]) -> None:
    """Replace files one by one, each in a single step, once all of them lie ready."""
    ready = []
    for name in names:
        fresh = DATA / f"{name}.new"
        shutil.copy(scratch / name, fresh)
        ready.append((fresh, DATA / name))
    for fresh, target in ready:
        fresh.replace(target)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="folder that holds the tables as CSV")
    parser.add_argument("--date", default=date.today().isoformat(), help="date of the new state")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    day = date.fromisoformat(options.date).isoformat()
    tables = package.read(DATA).tables

    with tempfile.TemporaryDirectory() as parent:
        scratch = Path(parent) / "data"
        stage(options.folder, scratch, tables, day)
        try:
            atlas.load(scratch)
        except atlas.AtlasError as error:
            found = atlas.AtlasError(options.folder, error.problems)
            raise SystemExit(f"{found}\n\nNothing was written.") from error
        lines = [
            line
            for resource in tables
            for line in changes(
                resource,
                read_rows(DATA / resource.path, resource.key),
                read_rows(scratch / resource.path, resource.key),
            )
        ]
        if not lines:
            print("No change.")
            return
        print("\n".join(lines))
        kinds = Counter(line[0] for line in lines)
        print(f"\n{kinds['+']} rows added, {kinds['-']} removed, {kinds['~']} cells changed")
        if options.dry_run:
            print("Nothing was written.")
            return
        put_in_place(scratch, [resource.path for resource in tables] + [package.FILE])
    print(
        "Now run: python scripts/build_data.py, then scripts/release.py with the data as they were"
    )


if __name__ == "__main__":
    main()
