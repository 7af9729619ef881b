"""What every export carries: the rows, the dictionary of their columns, and how to cite them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import pandas as pd

from geo.settings.addresses import known_to_others
from geo.words import Words

PRODUCT = "hubei-clusters"


@dataclass(frozen=True)
class Source:
    """One source as it is cited."""

    source_id: str
    title: str
    publisher: str = ""
    date: str = ""
    kind: str = ""
    url: str = ""

    def cite(self) -> str:
        """Title, publisher and date in one line."""
        return " · ".join(part for part in (self.title, self.publisher, self.date) if part)


@dataclass(frozen=True)
class Column:
    """One entry of the dictionary, its words already in one language.

    ``code`` is the header in every file; ``values`` maps allowed codes to what they mean; ``key``
    says in words that the column is a key, or what it refers to.
    """

    code: str
    label: str
    meaning: str = ""
    type: str = ""
    unit: str = ""
    key: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def values_text(self) -> str:
        """Allowed codes with their meaning, one string."""
        return "; ".join(f"{code} = {label}" for code, label in self.values.items())


@dataclass(frozen=True)
class About:
    """Everything a reader needs to cite an export, in one language.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the words here and of the labels around them.
    title : str
        What the export shows.
    filters : tuple of str
        What was filtered, in words; empty if nothing was.
    link : str
        Address of the view; empty if none is known to others.
    sources : tuple of Source
        Sources of the exported rows.
    licence, data_version, boundary : str
        Licence of the data, their version and date with the version of the software, and where
        boundaries come from.
    date : datetime.date
        Day of the export.
    coverage : str
        How many are named of the official number; empty where there is none.
    notes : tuple of str
        Cautions, contradictions and gaps that a reader of the rows must know.
    """

    lang: str
    title: str
    filters: tuple[str, ...]
    link: str
    sources: tuple[Source, ...]
    licence: str
    data_version: str
    date: date
    boundary: str
    coverage: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Leave out an address that only this house knows: it leads nobody else anywhere."""
        if not known_to_others(self.link):
            object.__setattr__(self, "link", "")

    def filters_text(self) -> str:
        """What was filtered, as one sentence part."""
        t = Words(self.lang)
        separator = "；" if self.lang == "zh" else "; "
        return separator.join(self.filters) if self.filters else t("export.unfiltered")

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Label and text of every entry, in the order in which a reader wants them."""
        t = Words(self.lang)
        entries = [
            ("title", self.title),
            ("filters", self.filters_text()),
            ("coverage", self.coverage),
            ("source", self._source_count(t)),
            ("licence", self.licence),
            ("data_version", self.data_version),
            ("date", self.date.isoformat()),
            ("boundary", self.boundary),
            ("link", self.link),
            *(("note", note) for note in self.notes),
        ]
        return tuple((t(f"export.about.{key}"), text) for key, text in entries if text)

    def _source_count(self, t: Words) -> str:
        return t("export.source_count", n=t.number(len(self.sources))) if self.sources else ""

    def summary(self) -> str:
        """Title, filters, coverage, version and boundary source in one line."""
        t = Words(self.lang)
        head = t("export.summary", title=self.title, filters=self.filters_text())
        tail = t("export.summary_data", version=self.data_version, boundary=self.boundary)
        return ("" if self.lang == "zh" else " ").join(filter(None, (head, self.coverage, tail)))


@dataclass(frozen=True)
class Reference:
    """A column whose codes are keys of another table."""

    column: str
    table: str
    field: str


@dataclass(frozen=True)
class Export:
    """Rows to hand out.

    Parameters
    ----------
    name : str
        Subject in ASCII, for the file name and the layer name.
    frame : pandas.DataFrame or geopandas.GeoDataFrame
        Exactly the rows shown, in order. Codes are the headers.
    about : About
        How to cite them.
    columns : tuple of Column
        Dictionary of the columns of ``frame``.
    row_sources : tuple of tuple of str
        Keys of ``about.sources`` for each row; empty if rows have no sources of their own.
    key : tuple of str
        Columns that tell its rows apart; empty where none are said to.
    references : tuple of Reference
        Columns that hold keys of other tables.
    """

    name: str
    frame: pd.DataFrame
    about: About
    columns: tuple[Column, ...] = ()
    row_sources: tuple[tuple[str, ...], ...] = ()
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def title(self) -> str:
        """What the rows are, without the name of the product."""
        return self.about.title.rpartition(" · ")[2]

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9_-]+", self.name):
            raise ValueError(f"export: name {self.name!r} must be lower-case ASCII")
        if self.row_sources and len(self.row_sources) != len(self.frame):
            raise ValueError("export: row_sources and frame differ in length")

    def file_name(self, suffix: str) -> str:
        """ASCII file name with subject and date."""
        return file_name(self.name, suffix, self.about.date)


def file_name(name: str, suffix: str, day: date) -> str:
    """ASCII file name with subject and date, such as ``hubei-clusters_zones_20261121.csv``."""
    return f"{PRODUCT}_{name}_{day:%Y%m%d}.{suffix}"
