"""Industry of a city: chains with their stages, zones, named firms."""

from __future__ import annotations

import re

import pandas as pd
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import Content, element
from geo.questions import cities
from geo.record import counts
from geo.record.naming import area_names, names
from geo.words import Words
from pages.parts import cards, listing

_ZONE_PROGRAMME_UNIT = "zone"
#: Width, height and point of one cell of the chevron of stages.
_WIDE, _HIGH, _TIP = 21, 17, 5
#: Columns of the table of firms and their widths.
_FIRM_COLUMNS = {"firm": 140, "chain": 140, "stage": 76, "place": 160, "kind": 90}


def _label(atlas: Atlas, table: str, column: str, code: object, t: Words) -> str:
    """A code of the data in words, from the dictionary."""
    if not isinstance(code, str):
        return t("common.unknown")
    found = next(entry for entry in atlas.dictionary(table) if entry.name == column)
    return found.label(code, t.lang)


def _places(
    atlas: Atlas, adcodes: tuple[int, ...], zone_ids: tuple[str, ...], t: Words
) -> list[str]:
    areas, zones = area_names(atlas, t), names(atlas, "zones", t)
    # Names of zones carry their brand in brackets, which is told among the zones.
    brief = (re.sub(r"\s*\([^)]*\)$", "", zones[zone_id]) for zone_id in zone_ids)
    return [*(areas[adcode] for adcode in adcodes), *brief]


@remembered(64)
def chains(atlas: Atlas, adcode: int, t: Words) -> Markup:
    """One row a chain: role, stages, places, firms."""
    rows = cities.chains(atlas, adcode)
    all_chains = len(atlas.table("chains"))
    with_rows = atlas.table("chain_cities")["chain_id"].nunique()
    complete = with_rows == all_chains
    said = t(f"city.chains_badge{'_all' if complete else ''}", with_rows=with_rows, all=all_chains)
    badge = cards.coverage_badge(said, complete)
    if rows.empty:
        return cards.figure_head(
            t("city.chains_title_none", city=area_names(atlas, t)[adcode]), badge
        )
    title = t("city.chains_title", n=len(rows), core=int((rows["role"] == "core").sum()))
    heads = [t(f"city.col_{name}") for name in ("chain", "role", "stages", "places", "firms")]
    body = (_chain(atlas, row, t) for _, row in rows.iterrows())
    table = cards.table("rows wrapping chains-of-city", body, heads)
    return cards.figure_head(title, badge, t("city.chains_reading")) + cards.wide(table, title)


def _chain(atlas: Atlas, row: pd.Series, t: Words) -> Markup:
    role: Content = _label(atlas, "chain_cities", "role", row["role"], t)
    if row["role_of"] == "county":
        role = (role, " ", element("small", t("city.by_county")))
    places = t.join(_places(atlas, row["county_adcodes"], row["zone_ids"], t))
    told = t.join(row["firms_zh"])
    if told and t.lang != "zh":  # printed in Chinese only
        told = t("city.firms_count", n=len(row["firms_zh"]))
    cells = (t.name(row), role, stages(atlas, row["stages"], t), places, told)
    return cards.row(cells, f"role-{row['role']}")


def stages(atlas: Atlas, recorded: tuple[str, ...], t: Words) -> Markup:
    """Chevron of three cells, filled where a stage is recorded."""
    said = t.join(_label(atlas, "chain_cities", "stages", stage, t) for stage in recorded)
    alt = t("city.stages_alt", stages=said or t("city.stages_none"))
    cells = []
    for n, stage in enumerate(cities.STAGES):
        x = n * _WIDE
        back = _TIP if n else 0
        points = (
            f"{x},0 {x + _WIDE - 1},0 {x + _WIDE - 1 + _TIP},{_HIGH / 2} "
            f"{x + _WIDE - 1},{_HIGH} {x},{_HIGH} {x + back},{_HIGH / 2}"
        )
        kind = "on" if stage in recorded else "off"
        cells += [
            element("polygon", css=kind, points=points),
            element(
                "text",
                t(f"city.stage_{stage}"),
                css=kind,
                x=x + _WIDE / 2 + back / 2,
                y=_HIGH / 2 + 4,
                text_anchor="middle",
            ),
        ]
    width, height = 3 * _WIDE + _TIP + 2, _HIGH + 2
    return element(
        "svg",
        element("title", alt),
        cells,
        css="stages",
        role="img",
        aria_label=alt,
        width=width,
        height=height,
        viewBox=f"-1 -1 {width} {height}",
    )


@remembered(64)
def zones(atlas: Atlas, adcode: int, t: Words) -> Markup:
    """Zones with kind, level and year."""
    rows = cities.zones(atlas, adcode)
    if rows.empty:
        city = area_names(atlas, t)[adcode]
        return cards.figure_head(t("city.zones_title_none", city=city), _zones_badge(atlas, t))
    national = int((rows["level"] == "national").sum())
    title = t(f"city.zones_title{'' if national else '_own'}", n=len(rows), national=national)
    heads = [t(f"city.col_{name}") for name in ("zone", "kind", "level", "year")]
    body = (
        (
            t.name(row),
            t(f"city.zone_kind.{row['kind']}"),
            _label(atlas, "zones", "level", row["level"], t),
            t("common.unknown") if pd.isna(row["year"]) else row["year"],
        )
        for _, row in rows.iterrows()
    )
    head = cards.figure_head(title, _zones_badge(atlas, t), t("city.zones_reading"))
    return head + cards.table("rows wrapping zones-of-city", body, heads)


def _zones_badge(atlas: Atlas, t: Words) -> Markup:
    """How many of the national zones of the province are named."""
    programmes = atlas.table("programmes")
    ids = programmes.loc[programmes["unit"] == _ZONE_PROGRAMME_UNIT, "programme_id"]
    known = [counts.coverage(atlas, programme) for programme in ids]
    named = sum(one.named for one in known)
    official = sum(one.official or 0 for one in known)
    return cards.coverage_badge(
        t("city.zones_badge", named=named, official=official), named >= official
    )


def firms(atlas: Atlas, adcode: int, t: Words) -> None:
    """Named firms with chain, stage and place."""
    rows = cities.enterprises(atlas, adcode)
    badge = cards.coverage_badge(t("city.firms_badge"), False)
    city = area_names(atlas, t)[adcode]
    if rows.empty:
        cards.show(cards.figure_head(t("city.firms_title_none", city=city), badge))
        return
    chain_names = atlas.by_key("chains")
    cards.show(cards.figure_head(_firms_title(rows, chain_names, t), badge))
    table = pd.DataFrame(
        {
            "firm": rows[f"name_{t.lang}"],
            "chain": rows["chain_id"].map(chain_names[f"name_{t.lang}"]),
            "stage": [_label(atlas, "enterprises", "stage", stage, t) for stage in rows["stage"]],
            "place": [_place(atlas, row, t) for _, row in rows.iterrows()],
            "kind": [_label(atlas, "enterprises", "kind", kind, t) for kind in rows["kind"]],
        }
    )
    columns = {
        column: listing.Column(t(f"city.col_{column}"), width)
        for column, width in _FIRM_COLUMNS.items()
    }
    alt = t("city.firms_alt", city=city, n=len(table))
    listing.draw(table, "city_firms", alt, most=430, columns=columns)


def _firms_title(rows: pd.DataFrame, chain_names: pd.DataFrame, t: Words) -> str:
    number = rows["chain_id"].value_counts()
    leaders = number.index[number == number.max()]
    if len(number) == 1:
        return t("city.firms_title_one", n=len(rows), chain=t.name(chain_names.loc[leaders[0]]))
    if len(leaders) > 1:
        return t("city.firms_title_even", n=len(rows), chains=len(number))
    chain = t.name(chain_names.loc[leaders[0]])
    return t("city.firms_title", n=len(rows), chain=chain, most=int(number.max()))


def _place(atlas: Atlas, row: pd.Series, t: Words) -> str:
    county = () if pd.isna(row["county_adcode"]) else (int(row["county_adcode"]),)
    zone = () if pd.isna(row["zone_id"]) else (row["zone_id"],)
    return " · ".join(_places(atlas, county, zone, t)) or t("city.place_city")
