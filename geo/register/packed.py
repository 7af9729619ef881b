"""A placed register as one archive: firms, what was decided about them, what was refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd

from geo.register.build import PLACED, REFUSED
from geo.register.command import COLUMNS
from geo.register.report import REPORT, Report

#: Files of a register beside its firms.
RULES, _ARCHIVE = "rules.csv", "register.zip"


def write(folder: Path, report: Report, rules: pd.DataFrame | None) -> None:
    """Write beside the placed firms of a folder what is told and was decided about them."""
    (folder / REPORT).write_text(report.json(), encoding="utf-8")
    (folder / COLUMNS).write_text(report.columns.toml(), encoding="utf-8")
    if rules is not None:
        rules.to_csv(folder / RULES, index=False)


def pack(folder: Path) -> Path:
    """Put the files of a placed register into an archive beside them.

    Parameters
    ----------
    folder : Path
        Holds ``placed.parquet``; what else is there of a register goes with it.
    """
    path = folder / _ARCHIVE
    with zipfile.ZipFile(path, "w") as archive:
        for name in (PLACED, REFUSED, COLUMNS, REPORT, RULES):
            if (folder / name).is_file():
                packed = zipfile.ZIP_STORED if name == PLACED else zipfile.ZIP_DEFLATED
                archive.write(folder / name, name, packed)
    return path
