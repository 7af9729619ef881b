"""What the columns of a register mean: by their headings, else by what stands in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geo.data.search import pinyin, plain
from geo.foreign.streams import LAT, LON

#: Headings of each meaning, as offices, exports and maps write them.
HEADINGS: Mapping[str, list[str]] = MappingProxyType(
    tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
)
#: What unit a heading says that revenue is in, as a share of ten thousand yuan.
_UNITS = {"亿元": 1e4, "千元": 0.1, "万元": 1.0, "元": 1e-4}
#: What headings of coordinates say of their datum.
_DATUMS = {
    "wgs84": ("wgs84", "cgcs2000"),
    "gcj02": ("gcj02", "火星", "高德", "腾讯"),
    "bd09": ("bd09", "百度"),
}
_BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]")
_NUMBER = r"-?\d+(?:\.\d+)?"
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d{5})")


@dataclass(frozen=True)
class Columns:
    """Which column means what.

    Attributes
    ----------
    of : Mapping
        Meaning to heading; every key is one of `HEADINGS`.
    datum : str
        Datum of the coordinates; empty where it is to be found out.
    """

    of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    datum: str = ""

    def toml(self) -> str:
        """As a file that a reader can keep, change and give again."""
        lines = [f"datum = {_quoted(self.datum)}", "", "[columns]"]
        lines += [f"{meaning} = {_quoted(name)}" for meaning, name in self.of.items()]
        return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def kept(path: Path) -> Columns:
    """Columns from a file as :meth:`Columns.toml` writes it.

    Raises
    ------
    ValueError
        It is no such file; the message says why.
    OSError
        It cannot be had.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    of = told.get("columns", {})
    if unknown := sorted(set(of) - set(HEADINGS)):
        raise ValueError(", ".join(unknown))
    return Columns(MappingProxyType({key: str(of[key]) for key in of}), str(told.get("datum", "")))


def folded(heading: str) -> str:
    """A heading without brackets, spaces, signs and case."""
    return plain(_BRACKETS.sub("", heading))


def _known() -> dict[str, str]:
    """Folded heading to its meaning, in Chinese, English, pinyin and initials."""
    found = {folded(LON): "lon", folded(LAT): "lat"}
    for meaning, headings in HEADINGS.items():
        for heading in headings:
            found.setdefault(folded(heading), meaning)
    for meaning, headings in HEADINGS.items():
        for heading in headings:
            for form in pinyin(heading):
                if len(form) > 2:
                    found.setdefault(form, meaning)
    return found


_KNOWN = _known()


def known(text: str) -> bool:
    """Whether a text is known as a heading."""
    return folded(text) in _KNOWN


def guess(columns: Sequence[str], sample: pd.DataFrame) -> Columns:
    """What the columns mean.

    A heading that is known goes first, one that holds a known one next, and at last what stands in
    a column whose heading says nothing. Points of a layer go before columns of coordinates.

    Parameters
    ----------
    columns : sequence of str
        Headings.
    sample : pandas.DataFrame
        Some rows, as text.

    Returns
    -------
    Columns
        The datum is said where a layer gave the points, or where their heading says it.
    """
    found: dict[str, str] = {}
    if LON in columns and sample[LON].notna().any():
        found |= {"lon": LON, "lat": LAT}
    for certain in (True, False):
        for name in columns:
            if name in found.values():
                continue
            meaning = _meaning(name, certain=certain)
            if meaning and meaning not in found and sample[name].notna().any():
                found[meaning] = name
    for name in columns:
        if name not in found.values():
            meaning = _by_content(sample[name].dropna().astype(str), found)
            if meaning:
                found[meaning] = name
    for one, other in (("lon", "lat"), ("lat", "lon")):
        if one in found and other not in found:
            del found[one]
    datum = "wgs84" if found.get("lon") == LON else _datum(found.get("lon", ""))
    ordered = {meaning: found[meaning] for meaning in HEADINGS if meaning in found}
    return Columns(MappingProxyType(ordered), datum)


def _datum(heading: str) -> str:
    text = plain(heading)
    return next((d for d, said in _DATUMS.items() if any(one in text for one in said)), "")


def _meaning(heading: str, *, certain: bool) -> str | None:
    text = folded(heading)
    if certain or not text:
        return _KNOWN.get(text)
    parts = [known for known in _KNOWN if len(known) > 1 and known in text]
    return _KNOWN[max(parts, key=len)] if parts else None


def _by_content(cells: pd.Series, found: Mapping[str, str]) -> str | None:
    """Meaning of a column by its cells, where at least four of five say the same."""
    if cells.empty:
        return None
    number = pd.to_numeric(cells, errors="coerce")
    tests: Iterable[tuple[str, pd.Series]] = (
        ("lon", number.between(108, 117) & (number % 1 > 0)),
        ("lat", number.between(29, 34) & (number % 1 > 0)),
        ("name", cells.str.contains(r"(?:公司|厂|合作社|集团|企业|中心)(?:[(（].*[)）])?$")),
        ("address", cells.str.contains(r"[市县区].*(?:[路街道镇乡村号]|园)")),
    )
    for meaning, hit in tests:
        if meaning not in found and hit.mean() >= 0.8:
            return meaning
    return None


def numbers(cells: pd.Series) -> pd.Series:
    """Numbers as people type them: ``1,200.5``, ``约50人``, ``１２``; NaN where there is none."""
    plain_text = pd.to_numeric(cells, errors="coerce")
    odd = plain_text.isna() & cells.notna()
    if odd.any():
        texts = cells[odd].astype(str).str.normalize("NFKC").str.replace(r"[,\s]", "", regex=True)
        read = texts.str.extract(rf"^\D{{0,3}}?({_NUMBER})\D{{0,4}}$", expand=False)
        plain_text[odd] = pd.to_numeric(read, errors="coerce")
    return plain_text.where(plain_text.abs() < 1e15)


def years(cells: pd.Series) -> pd.Series:
    """Years in dates of any form, 1800 to 2099; NaN where there is none."""
    told = cells.astype("str").str.extract(_YEAR, expand=False)
    return pd.to_numeric(told, errors="coerce")


def revenue_unit(heading: str) -> float:
    """What one of the heading's units is in ten thousand yuan."""
    return next((share for unit, share in _UNITS.items() if unit in heading), 1.0)
