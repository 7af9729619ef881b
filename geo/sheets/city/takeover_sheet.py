"""What a city can take on, as the parts of a sheet: words, map, drawing and rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

import geo.maps.signs as signs
from geo.charts import takeover as charts
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.maps.chains import ChainLinks
from geo.maps.content import MapContent
from geo.maps.legend import Legend, LegendEntry
from geo.questions.cities import STAGES
from geo.record import clusters
from geo.record.about import Export
from geo.record.naming import area_names, listed, with_english
from geo.sheets.city import own
from geo.sheets.city import takeover as told
from geo.sheets.city.takeover import Asked
from geo.sheets.composed import composed
from geo.sheets.figures import Chart, MapFigure
from geo.sheets.page import Charts, Said
from geo.sheets.table_filter import code_names, in_words
from geo.sheets.view import View
from geo.words import Words

_LIST = (
    "city_adcode", "city", "chain_id", "chain", "family", "stages", "segments", "near_adcode",
    "near", "km", "firms", "parks", "group", "reason", "document", "document_year", "rank",
    "places",
)  # fmt: skip
_CELLS = (
    "city_adcode", "city", "chain_id", "chain", "family", "group", "role", "stage", "state",
    "near_adcode", "near", "km", "barred",
)  # fmt: skip
#: Choices by which the rows are narrowed.
_NARROWING = ("fam", "chain")


def words(atlas: Atlas, view: View, adcode: int, t: Words) -> Said:
    """What the city has and could take on; the first that it could, from whom and why."""
    item = told.asked(atlas, view, adcode)
    names = code_names(atlas, "fam", t)
    families = [names[code] for code in view.selection.fam]
    lines = (*told.lines(atlas, item, t), *own.lines(atlas, view, adcode, t))
    return told.headline(atlas, item, families, t), lines


def figure(atlas: Atlas, view: View, adcode: int, t: Words) -> MapFigure:
    """The city and the cities near it, with what lies between them."""
    near = told.asked(atlas, view, adcode).near
    links = ChainLinks([(int(code), adcode, f"{km:.0f} km") for code, km in near.items()])
    names = area_names(atlas, t)
    if len(near):
        title = t("takeover.map.title", city=names[adcode], n=len(near), near=names[near.index[0]])
    else:
        title = t("takeover.map.title_none", city=names[adcode])
    places = ((t("takeover.map.link"), signs.link()),) if len(near) else ()
    entries = tuple(LegendEntry(sign, label) for label, sign in places)
    alt = t("takeover.matrix.alt", title=title, list=listed(atlas, map(int, near.index), t))
    return MapFigure(
        MapContent(clusters.table(atlas).iloc[:0], layers=(links,), marks=False),
        title=title,
        badge="",
        reading=t("takeover.map.reading"),
        legend=Legend((("", entries),)),
        alt=alt,
        complete=True,
        table=pd.DataFrame(
            {
                t("takeover.file.near"): [names[code] for code in near.index],
                t("takeover.file.km"): [round(km) for km in near],
            }
        ),
    )


def drawings(atlas: Atlas, view: View, adcode: int, t: Words, theme: Theme) -> Charts:
    """The table of chains and stages."""
    return {"takeover": partial(_matrix, atlas, view, adcode, t, theme)}


def _matrix(atlas: Atlas, view: View, adcode: int, t: Words, theme: Theme) -> Chart | None:
    item = told.asked(atlas, view, adcode)
    if item.cells.empty:
        return None
    city = area_names(atlas, t)[adcode]
    rows = [
        charts.Row(
            name=told.chain_name(atlas, chain.chain_id, t),
            standing=told.standing(atlas, item, chain, t),
            group=t(f"takeover.group.{'own' if chain.group == 'own' else 'others'}", city=city),
            cells=[(drawn(one), told.cell(atlas, adcode, one, t)) for one in cells],
        )
        for chain, cells in told.by_chain(item)
    ]
    stages = [t(f"chains.stage.{stage}") for stage in STAGES]
    title = told.title(atlas, item, t)
    candidates = told.list_title(item, t)
    return Chart(
        code="takeover",
        title=title,
        reading=t("takeover.matrix.reading"),
        figure=charts.matrix(rows, stages, theme),
        table=pd.DataFrame(
            [[row.name, row.standing, *(text for _, text in row.cells)] for row in rows],
            columns=[t("takeover.matrix.chain"), t("takeover.matrix.standing"), *stages],
        ),
        alt=t("takeover.matrix.alt", title=title, list=candidates),
        source=t("takeover.lines.evidence"),
    )


def drawn(cell: Any) -> str:
    """How a cell is drawn: its state, or that the stage is not proposed."""
    return "barred" if cell.barred else str(cell.state)


def rows(
    atlas: Atlas, view: View, adcode: int, *, link: str = "", day: date | None = None
) -> tuple[Export, ...]:
    """The candidates, then every cell of the table."""
    t = Words(view.lang)
    item = told.asked(atlas, view, adcode)
    names = area_names(atlas, t)
    said = (
        str(names[adcode]),
        told.range_name(item.within, t),
        *in_words(atlas, view, tuple(d for d in view.selection.chosen if d in _NARROWING)),
    )
    common: dict[str, Any] = {
        "licence_of": "chain_cities",
        "filters": said,
        "notes": told.evidence(item, t),
        "link": link,
        "day": day,
    }
    found = pd.DataFrame(_listed(atlas, item, t), columns=list(_LIST))
    every = pd.DataFrame(_cells(atlas, item, t), columns=list(_CELLS))
    whole = ["near_adcode", "km"]
    if not item.firms.empty:
        chains = found["chain_id"]
        found["own_firms"] = [item.own(chain, adcode) for chain in chains]
        near = zip(chains, found["near_adcode"], strict=True)
        found["own_firms_near"] = [item.own(chain, int(city)) for chain, city in near]
    found = found.astype(dict.fromkeys([*whole, "document_year", "rank", "places"], "Int64"))
    every = every.astype(dict.fromkeys(whole, "Int64"))
    return (
        composed(
            atlas, t, "takeover", t("takeover.file.title"), found,
            {code: t(f"takeover.file.{code}") for code in found},
            tuple(item.candidates["source_ids"]), **common,
        ),
        composed(
            atlas, t, "takeover-cells", t("takeover.file.cells"), every,
            {code: t(f"takeover.file.{code}") for code in _CELLS}, (), **common,
        ),
    )  # fmt: skip


def _listed(atlas: Atlas, item: Asked, t: Words) -> Iterator[dict[str, Any]]:
    names, families = area_names(atlas, t), code_names(atlas, "fam", t)
    for row in item.candidates.itertuples():
        yield {
            "city_adcode": item.adcode,
            "city": names[item.adcode],
            "chain_id": row.chain_id,
            "chain": told.chain_name(atlas, str(row.chain_id), t),
            "family": families[str(row.family_id)],
            "stages": told.stages(row, t),
            "segments": told.segments(atlas, row),
            "near_adcode": row.near,
            "near": names[row.near],
            "km": round(float(str(row.km))),
            "firms": told.firms(atlas, row, t),
            "parks": told.parks(atlas, row, t),
            "group": t(f"takeover.of.{row.group}"),
            "reason": told.reasons(atlas, item.adcode, row, t),
            "document": with_english(row.document_zh, row.document_en, t),
            "document_year": row.document_year,
            "rank": row.rank,
            "places": row.places,
        }


def _cells(atlas: Atlas, item: Asked, t: Words) -> Iterator[dict[str, Any]]:
    names, families = area_names(atlas, t), code_names(atlas, "fam", t)
    for row in item.cells.itertuples():
        near = pd.notna(row.near)
        yield {
            "city_adcode": item.adcode,
            "city": names[item.adcode],
            "chain_id": row.chain_id,
            "chain": told.chain_name(atlas, str(row.chain_id), t),
            "family": families[str(row.family_id)],
            "group": t(f"takeover.of.{row.group}"),
            "role": t(f"chains.role.{row.role}") if row.role else None,
            "stage": t(f"chains.stage.{row.stage}"),
            "state": t(f"takeover.state.{row.state}"),
            "near_adcode": row.near,
            "near": names[row.near] if near else None,
            "km": round(float(str(row.km))) if near else None,
            "barred": t(f"takeover.barred.{row.barred}") if row.barred else None,
        }
