"""What changed from one state of the data to the next, as it is kept in the folder ``releases``.

A record is made by ``scripts/release.py``; a folder of one's own may have none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.data.atlas import Atlas
from geo.data.memory import remembered

FOLDER = "releases"


@dataclass(frozen=True)
class TableChange:
    """Rows of one table before and after, by their keys."""

    table: str
    old: int
    new: int
    added: int
    removed: int
    changed: int


@dataclass(frozen=True)
class HeadlineChange:
    """The headline of a page before and after, in each language."""

    page: str
    old: Mapping[str, str]
    new: Mapping[str, str]


@dataclass(frozen=True)
class Release:
    """One state of the data beside the one before.

    Attributes
    ----------
    version, previous : str
        The two versions.
    tables : tuple of TableChange
        Tables that differ.
    headlines : tuple of HeadlineChange
        Pages whose headline turned out differently.
    """

    version: str
    previous: str
    tables: tuple[TableChange, ...]
    headlines: tuple[HeadlineChange, ...]


@remembered(1)
def releases(atlas: Atlas) -> tuple[Release, ...]:
    """Records of a data set, the latest first; one that cannot be read is left out."""
    found = [_read(path) for path in sorted((atlas.folder / FOLDER).glob("*.json"), reverse=True)]
    return tuple(one for one in found if one is not None)


def _read(path: Path) -> Release | None:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Release(
            str(raw["version"]),
            str(raw["previous"]),
            tuple(_table(table) for table in raw["tables"]),
            tuple(
                HeadlineChange(str(one["page"]), _both(one["old"]), _both(one["new"]))
                for one in raw["headlines"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _table(raw: Mapping[str, object]) -> TableChange:
    old, new, added, removed, changed = (
        int(str(raw[name])) for name in ("old", "new", "added", "removed", "changed")
    )
    return TableChange(str(raw["table"]), old, new, added, removed, changed)


def _both(raw: Mapping[str, object]) -> dict[str, str]:
    return {lang: str(raw[lang]) for lang in ("zh", "en")}
