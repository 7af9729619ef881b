"""Rows of a register to hand out, each with how it is to be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.record.about import About, Column, Export
from geo.record.naming import area_names, names
from geo.sheets.exports import version
from geo.sheets.firms import recognised
from geo.sheets.firms.register import Asked
from geo.sheets.view import View
from geo.words import Words
from geo.words.text import tidy

#: The largest firms by each size, and the firms that are handed out.
TOP, MOST = 20, 3_000
#: What firms may be largest by.
SIZES = ("staff", "revenue")


@dataclass(frozen=True)
class Told:
    """What is said beside the rows: filters, how much is known, link and day."""

    filters: tuple[str, ...]
    known: tuple[str, ...]
    link: str
    day: date


def rows(atlas: Atlas, view: View, found: Asked, told: Told, t: Words) -> tuple[Export, ...]:
    """All tables of the page."""
    held = recognised.held(atlas, view, found)
    frames: Mapping[str, pd.DataFrame] = {
        "areas": areas(atlas, found, t),
        "pairs": pairs(atlas, found, t),
        "years": _years(atlas, found, t),
        "largest": pd.concat([largest(atlas, found, by, t) for by in SIZES], ignore_index=True),
        "found": recognised.table(atlas, held, t),
        "list": listed(atlas, found, t),
    }
    return tuple(_export(atlas, code, frame, told, t) for code, frame in frames.items())


def _export(atlas: Atlas, code: str, frame: pd.DataFrame, told: Told, t: Words) -> Export:
    about = About(
        lang=t.lang,
        title=f"{t('pages.product')} · {t(f'firms.table.{code}')}",
        filters=told.filters,
        link=told.link,
        sources=(),
        licence=t("firms.licence"),
        data_version=version(atlas, t),
        date=told.day,
        boundary=t("export.boundary"),
        coverage="".join(told.known) if t.lang == "zh" else " ".join(told.known),
        notes=(t("firms.note"),),
    )
    columns = tuple(Column(name, t(f"firms.col.{name}")) for name in frame)
    return Export(f"firms_{code}", frame, about, columns)


def areas(atlas: Atlas, found: Asked, t: Words) -> pd.DataFrame:
    """Firms of every city and county that has any, and how many of them are in a chain."""
    short, parts = area_names(atlas, t), []
    pointed = found.cube.groupby("city")["pointed"].sum()
    for level in ("city", "county"):
        held = found.by(level).rename("firms")
        mapped = found.cube.dropna(subset=[level, "chain"]).groupby(level)["n"].sum()
        part = held.to_frame().assign(
            level=t(f"firms.col.{level}"), mapped=mapped.reindex(held.index).fillna(0),
            pointed=pointed.reindex(held.index) if level == "city" else pd.NA,
        )  # fmt: skip
        parts.append(part.rename_axis("adcode").reset_index())
    frame = pd.concat(parts, ignore_index=True)
    frame["adcode"] = frame["adcode"].astype("int64")
    frame["name"] = [str(short.get(code, "")) for code in frame["adcode"]]
    whole = ("adcode", "firms", "mapped", "pointed")
    frame = frame.astype(dict.fromkeys(whole, "Int64"))
    return frame[["level", "adcode", "name", "firms", "mapped", "pointed"]]


def pairs(atlas: Atlas, found: Asked, t: Words) -> pd.DataFrame:
    """Firms of each chain in each city, and its location quotient against all chains there."""
    cells = found.cube.dropna(subset=["city", "chain"])
    held = cells.groupby(["city", "chain"])["n"].sum().rename("firms").reset_index()
    share = held["firms"] / held.groupby("city")["firms"].transform("sum")
    everywhere = held.groupby("chain")["firms"].transform("sum") / held["firms"].sum()
    short, called = area_names(atlas, t), names(atlas, "chains", t)
    return pd.DataFrame(
        {
            "adcode": held["city"].astype("Int64"),
            "city": [str(short[int(code)]) for code in held["city"]],
            "chain_id": held["chain"],
            "chain": [called[str(code)] for code in held["chain"]],
            "firms": held["firms"].astype("Int64"),
            "quotient": (share / everywhere).round(3),
        }
    )


def _years(atlas: Atlas, found: Asked, t: Words) -> pd.DataFrame:
    """Firms of each year of founding in each city."""
    cells = found.cube.dropna(subset=["city", "year"])
    held = cells.groupby(["year", "city"])["n"].sum().rename("firms").reset_index()
    short = area_names(atlas, t)
    return pd.DataFrame(
        {
            "year": held["year"].astype("Int64"),
            "adcode": held["city"].astype("Int64"),
            "city": [str(short[int(code)]) for code in held["city"]],
            "firms": held["firms"].astype("Int64"),
        }
    )


def largest(atlas: Atlas, found: Asked, by: str, t: Words) -> pd.DataFrame:
    """The firms with most staff or revenue."""
    told = found.register.top(by, found.where, TOP)  # type: ignore[arg-type]
    frame = _readable(atlas, told, t)
    frame.insert(0, "by", t(f"firms.col.{by}"))
    frame.insert(1, "rank", pd.Series(range(1, len(frame) + 1), dtype="Int64"))
    return frame


def listed(atlas: Atlas, found: Asked, t: Words) -> pd.DataFrame:
    """The first firms, by their number in the register."""
    told = found.register.listed(found.where, MOST)
    frame = _readable(atlas, told, t)
    how = found.register.how
    frame["placed_by"] = [
        t(f"register.how.{how[code]}") if code in how else "" for code in told["how"].fillna(-1)
    ]
    return frame


def _readable(atlas: Atlas, told: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Firms with words in place of codes; their names are as foreign as any text from outside."""
    short, called = area_names(atlas, t), names(atlas, "chains", t)

    def called_by(column: str, known: Mapping[Any, str]) -> list[str]:
        return ["" if pd.isna(code) else str(known.get(code, code)) for code in told[column]]

    return pd.DataFrame(
        {
            "name": [tidy(str(name)) if isinstance(name, str) else "" for name in told["name"]],
            "city": called_by("city", short.to_dict()),
            "county": called_by("county", short.to_dict()),
            "chain": called_by("chain", called),
            "year": told["year"].astype("Int64"),
            "staff": told["staff"].astype("Int64"),
            "revenue": told["revenue"],
        }
    )
