"""What a city can take on, in words and as a table of cells; the page and its files show the same.

A value of :class:`Asked` is what a view asks for: a city, a distance, and families to keep.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import geo.sheets.counted as counted
from geo.data.atlas import Atlas
from geo.population.selection import Selection
from geo.questions import cities, takeover
from geo.questions.chains import choice
from geo.questions.cities import STAGES
from geo.record.naming import area_names, bare, document
from geo.sheets.view import View
from geo.words import Words
from geo.words.text import quotable

#: Firms named in full in a list, and candidates told beside the claim.
_FIRMS, _LINES = 3, 3


@dataclass(frozen=True)
class Asked:
    """What can be taken on, as a view asks for it.

    Attributes
    ----------
    adcode : int
        The city.
    within : int
        How far cities may lie apart, kilometres.
    near : pandas.Series
        Cities near it with their distance; see :func:`geo.questions.takeover.scope`.
    cells, candidates : pandas.DataFrame
        Rows of the functions of that name in :mod:`geo.questions.takeover`, of the families and
        chains chosen.
    firms : pandas.Series
        The reader's own firms by chain and city, if the view counts them; else empty.
    """

    adcode: int
    within: int
    near: pd.Series
    cells: pd.DataFrame
    candidates: pd.DataFrame
    firms: pd.Series

    def own(self, chain_id: str, city: int) -> int:
        """The reader's own firms of a chain in a city."""
        return int(self.firms.get((chain_id, city), 0))


def asked(atlas: Atlas, view: View, adcode: int) -> Asked:
    """Read a view."""
    within = view.city.within

    def kept(rows: pd.DataFrame) -> pd.DataFrame:
        chosen = view.selection
        if chosen.fam:
            rows = rows[rows["family_id"].isin(chosen.fam)]
        return rows[rows["chain_id"].isin(chosen.chain)] if chosen.chain else rows

    return Asked(
        adcode,
        within,
        takeover.scope(atlas, adcode, within),
        kept(takeover.cells(atlas, adcode, within)),
        kept(takeover.candidates(atlas, adcode, within)).reset_index(drop=True),
        _firms(atlas, view),
    )


def _firms(atlas: Atlas, view: View) -> pd.Series:
    firms = counted.own(atlas, view)
    if firms is None:
        return pd.Series(dtype="int64")
    pairs = firms.pairs(Selection()).dropna(subset="chain").astype({"city": "int64"})
    return pairs.set_index(["chain", "city"])["n"]


def opens_with(atlas: Atlas, adcode: int) -> bool:
    """Whether the portrait of a city begins with what it can take on: no cluster of it is named."""
    return cities.named(atlas, adcode).total == 0


def chain_name(atlas: Atlas, chain_id: str, t: Words) -> str:
    """Name of a chain without what stands in brackets."""
    return bare(t.name(choice.table(atlas).loc[chain_id]))


def headline(atlas: Atlas, item: Asked, families: Sequence[str], t: Words) -> str:
    """What the city has, and what it could take on from whom."""
    names = area_names(atlas, t)
    subject = str(names[item.adcode])
    if families:
        subject = t("takeover.headline.subject", city=subject, families=t.join(families))
    own = item.cells.loc[item.cells["group"] == "own", "chain_id"].nunique()
    found = item.candidates
    if found.empty:
        return t("takeover.headline.none", city=subject, own=own)
    by_near = found.groupby("near", sort=False)["chain_id"].nunique()
    key = "one" if len(by_near) == 1 else "several"
    number = found["chain_id"].nunique()
    near = names[by_near.idxmax()]
    return t(f"takeover.headline.{key}", city=subject, own=own, n=number, near=near)


def lines(atlas: Atlas, item: Asked, t: Words) -> tuple[str, ...]:
    """The first candidates, each with who has it and why; what to do where there is none."""
    told = (
        t(
            "takeover.lines.candidate",
            what=what(atlas, row, t),
            near=where(atlas, row, t),
            firms=firms_in_line(atlas, row, t),
            reasons=reasons(atlas, item.adcode, row, t),
        )
        for row in item.candidates.head(_LINES).itertuples()
    )
    return tuple(told) or (t("takeover.list.none"),)


def evidence(item: Asked, t: Words) -> tuple[str, ...]:
    """What the answer rests on."""
    named = item.candidates.dropna(subset="document_zh").drop_duplicates("document_zh")
    told = [t("takeover.lines.evidence")]
    if len(named):
        titles = t.join(_dated(row, t) for row in named.to_dict("records"))
        told.append(t("takeover.lines.documents", documents=titles))
    return tuple(told)


def _dated(row: Mapping[str, Any], t: Words) -> str:
    """A document with its year, which its title may give already."""
    title, year = quotable(document(row, t, "document")), row["document_year"]
    if pd.isna(year) or str(year) in title:
        return t("takeover.lines.document_undated", title=title)
    return t("takeover.lines.document", title=title, year=year)


def title(atlas: Atlas, item: Asked, t: Words) -> str:
    """How many chains are whole, and how many could be added to."""
    own = item.cells[item.cells["group"] == "own"]
    here = own["state"].isin(("own", "covered")).groupby(own["chain_id"]).all()
    return t(
        "takeover.matrix.title",
        city=area_names(atlas, t)[item.adcode],
        whole=int(here.sum()),
        n=item.candidates["chain_id"].nunique(),
    )


def list_title(item: Asked, t: Words) -> str:
    """Title of the list of candidates."""
    number = item.candidates["chain_id"].nunique()
    return t("takeover.list.title", n=number) if number else t("takeover.list.title_none")


def standing(atlas: Atlas, item: Asked, row: Any, t: Words) -> str:
    """Why a chain stands in the table: its role in the city, or the first reason; firms there."""
    told = _standing(atlas, item, row, t)
    own = item.own(row.chain_id, item.adcode)
    return t("takeover.own.standing", standing=told, n=t.number(own)) if own else told


def _standing(atlas: Atlas, item: Asked, row: Any, t: Words) -> str:
    if row.group == "own":
        return t(f"chains.role.{row.role}") if row.role else t("takeover.standing.firms")
    fields: dict[str, object] = {}
    found = item.candidates[item.candidates["chain_id"] == row.chain_id]
    if row.group == "family":
        fields["chain"] = chain_name(atlas, found["family_chains"].iloc[0][0], t)
    if row.group == "related":
        fields["rank"] = found["rank"].iloc[0]
    return t(f"takeover.standing.{row.group}", **fields)


def cell(atlas: Atlas, adcode: int, row: Any, t: Words) -> str:
    """What a cell of the table says."""
    names = area_names(atlas, t)
    if row.state == "own":
        return t("takeover.cell.own", city=names[adcode])
    if row.state == "covered":
        return t("takeover.cell.covered", chain=chain_name(atlas, row.by[0], t))
    if row.state == "near":
        return t("takeover.cell.near", city=names[row.near], km=f"{row.km:.0f}")
    return t("takeover.cell.none")


def stages(row: Any, t: Words) -> str:
    """Stages of a candidate in words."""
    return t.join(t(f"chains.stage.{stage}") for stage in row.stages)


def what(atlas: Atlas, row: Any, t: Words) -> str:
    """Chain and stages of a candidate."""
    return t("takeover.list.item", chain=chain_name(atlas, row.chain_id, t), stages=stages(row, t))


def where(atlas: Atlas, row: Any, t: Words) -> str:
    """Who has it, and how far that is."""
    return t("takeover.list.at", city=area_names(atlas, t)[row.near], km=f"{row.km:.0f}")


def segments(atlas: Atlas, row: Any) -> tuple[str, ...]:
    """What these stages of the chain are made of, as printed in Chinese."""
    chain = choice.table(atlas).loc[row.chain_id]
    return tuple(part for stage in row.stages for part in chain[f"{stage}_zh"])


def firms(atlas: Atlas, row: Any, t: Words) -> tuple[str, ...]:
    """Firms of a candidate; those printed in Chinese only come last."""
    table = atlas.by_key("enterprises")
    named, printed = (t.name(table.loc[code]) for code in row.firm_ids), row.firms_zh
    if t.lang == "zh":
        return (*named, *printed)
    english, chinese = _translated(atlas, row)
    return (*named, *english, *chinese)


def _translated(atlas: Atlas, row: Any) -> tuple[list[str], list[str]]:
    """English names of printed firms that stand in the table for another chain, and the rest."""
    table = atlas.by_key("enterprises")
    there = table[table["city_adcode"] == row.near]
    known = dict(zip(there["name_zh"], there["name_en"], strict=True))
    rest = [name for name in row.firms_zh if not isinstance(known.get(name), str)]
    return [known[name] for name in row.firms_zh if name not in rest], rest


def firms_in_line(atlas: Atlas, row: Any, t: Words) -> str:
    """The first firms of a candidate and how many there are; who fills it in where none is.

    Names that are printed in Chinese only are counted in English.
    """
    every = firms(atlas, row, t)
    if not every:
        return t("takeover.list.firms_slot", city=area_names(atlas, t)[row.near])
    foreign = len(_translated(atlas, row)[1]) if t.lang != "zh" else 0
    named = every[: len(every) - foreign]
    told = t.join(named[:_FIRMS])
    if len(named) > _FIRMS:
        return t("takeover.list.firms", names=told, n=len(every))
    others = t("takeover.list.printed", n=foreign) if foreign else ""
    return t.join(filter(None, [told, others]))


def parks(atlas: Atlas, row: Any, t: Words) -> tuple[str, ...]:
    """Parks of a candidate."""
    table = atlas.by_key("zones")
    return tuple(t.name(table.loc[code]) for code in row.zone_ids)


def reasons(atlas: Atlas, adcode: int, row: Any, t: Words) -> str:
    """Why a stage could be taken on, the strongest reason first."""
    city = area_names(atlas, t)[adcode]
    own = t.join(t(f"chains.stage.{stage}") for stage in row.own_stages)
    dated = pd.notna(row.document_year)
    told = {
        "own": t(f"takeover.reason.{'own' if own else 'own_unstated'}", city=city, stages=own),
        "direction": t(
            f"takeover.reason.{'direction' if dated else 'direction_undated'}",
            city=city,
            year=row.document_year,
            words=row.document_words,
        ),
        "family": t(
            "takeover.reason.family",
            city=city,
            chains=t.join(chain_name(atlas, code, t) for code in row.family_chains[:2]),
        ),
        "related": t("takeover.reason.related", city=city, rank=row.rank, places=row.places),
    }  # fmt: skip
    return t.clauses(told[code] for code in row.reasons)


def own_firms(atlas: Atlas, item: Asked, row: Any, t: Words) -> str:
    """The reader's own firms of a candidate, here and there; empty where they are not counted."""
    if item.firms.empty:
        return ""
    here, near = item.own(row.chain_id, item.adcode), item.own(row.chain_id, int(row.near))
    city = area_names(atlas, t)[row.near]
    return t("takeover.own.both", here=t.number(here), city=city, near=t.number(near))


def by_chain(item: Asked) -> list[tuple[Any, tuple[Any, ...]]]:
    """Chains of the table with their cells in the order of the stages."""
    found = []
    for _, own in item.cells.groupby("chain_id", sort=False):
        rows = tuple(own.itertuples())
        assert tuple(row.stage for row in rows) == STAGES
        found.append((rows[0], rows))
    return found


def range_name(within: int, t: Words) -> str:
    """A distance as it is chosen."""
    return t("takeover.within.distance", km=within) if within else t("takeover.within.border")


def families(atlas: Atlas, adcode: int, within: int, t: Words) -> dict[str, str]:
    """Families of which there are cells, by family_id."""
    found = set(takeover.cells(atlas, adcode, within)["family_id"])
    table = choice.table(atlas).drop_duplicates("family_id").set_index("family_id")
    return {
        str(code): str(name) for code, name in table[f"family_{t.lang}"].items() if code in found
    }
