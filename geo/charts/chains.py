"""Charts of industry chains: roles by chain and city, and the flow from families to cities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import CELLS, colour, figure
from geo.look.tokens import FAMILIES, THEMES, Theme, role_ramp
from geo.questions.cities import ROLES
from geo.words import Words

_ROW = 23
#: Room above the cells by language: English names of cities lean.
_HEAD = {"zh": 62, "en": 104}
_CELL = 0.95
#: Room between regions and between groups of chains, in cells.
_REGION_GAP, _GROUP_GAP = 0.22, 1.0


@dataclass(frozen=True)
class Matrix:
    """What the matrix of chains and cities shows.

    Attributes
    ----------
    roles : pandas.DataFrame
        Role by chain (rows, grouped by hue) and city (columns, grouped by region); None where
        nothing is on record.
    hues : Mapping
        Colour group by chain.
    chains, cities, regions : Mapping
        Words for chain_ids, adcodes and region_ids.
    region_of : Mapping
        Region of each city.
    """

    roles: pd.DataFrame
    hues: Mapping[str, str]
    chains: Mapping[str, str]
    cities: Mapping[int, str]
    regions: Mapping[str, str]
    region_of: Mapping[int, str]


def matrix(
    shown: Matrix,
    t: Words,
    theme: Theme,
    *,
    picked_chains: Collection[str] = (),
    picked_cities: Collection[int] = (),
) -> go.Figure:
    """Roles by chain and city; every cell is a bar, as only bars can be clicked.

    A click reports ``[chain_id, adcode]`` as ``customdata``.
    """
    roles = shown.roles
    rows, heads = _spread_rows(list(roles.index), shown.hues)
    columns = _spread(list(roles.columns), shown.region_of, _REGION_GAP)
    height = _HEAD[t.lang] + _ROW * (max(rows.values()) + 1) + 6
    chart = figure(theme, round(height))
    cells = [
        (chain, city, roles.at[chain, city]) for chain in roles.index for city in roles.columns
    ]
    picked = [
        bool(picked_chains or picked_cities)
        and (not picked_chains or chain in picked_chains)
        and (not picked_cities or city in picked_cities)
        for chain, city, _ in cells
    ]
    chart.add_bar(
        meta=CELLS,
        orientation="h",
        y=[rows[chain] for chain, _, _ in cells],
        x=[_CELL] * len(cells),
        base=[columns[city] - _CELL / 2 for _, city, _ in cells],
        width=0.9,
        customdata=[[chain, city] for chain, city, _ in cells],
        text=[t(f"chains.role_short.{role}") if role else "" for _, _, role in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={
            "size": 12,
            "color": [_ink(role, theme) for _, _, role in cells],
        },
        marker={
            "color": [_fill(shown.hues[chain], role, theme) for chain, _, role in cells],
            "line": {"color": colour("ink", theme), "width": [1.6 if p else 0 for p in picked]},
        },
        hovertext=[
            f"{shown.chains[chain]} · {shown.cities[city]}: "
            + t(f"chains.role.{role}" if role else "chains.not_on_record")
            for chain, city, role in cells
        ],
        hoverinfo="text",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    last = max(columns.values()) + 0.5
    number = roles.notna().sum(axis=1)
    chart.add_scatter(
        x=[last + 0.5] * len(rows),
        y=[rows[chain] for chain in roles.index],
        mode="text",
        text=[f"<b>{number[chain]}</b>" for chain in roles.index],
        textfont={"color": colour("ink", theme), "size": 12},
        hoverinfo="skip",
    )
    chart.update_layout(
        annotations=[
            *_group_heads(heads, t, theme),
            *_region_heads(columns, shown, _HEAD[t.lang], theme),
        ],
        clickmode="event+select",
        bargap=0,
        margin={"l": 4, "r": 4, "t": _HEAD[t.lang], "b": 4},
    )
    chart.update_xaxes(
        side="top",
        range=[-0.55, last + 1],
        tickvals=[*columns.values(), last + 0.5],
        ticktext=[
            *(_bold(shown.cities[city], city in picked_cities) for city in columns),
            t("chains.col.cities"),
        ],
        tickangle=0 if t.lang == "zh" else -38,
        showgrid=False,
        showline=False,
        tickfont={"size": 12, "color": colour("ink2", theme)},
    )
    chart.update_yaxes(
        range=[max(rows.values()) + 0.6, min(rows.values()) - 1.6],
        tickvals=list(rows.values()),
        ticktext=[_bold(shown.chains[chain], chain in picked_chains) for chain in rows],
        showgrid=False,
        showline=False,
        tickfont={"size": 12, "color": colour("ink", theme)},
    )
    return chart


def _spread(codes: Sequence[int], group_of: Mapping[int, str], gap: float) -> dict[int, float]:
    """Positions of codes one cell apart, with room between groups."""
    places: dict[int, float] = {}
    at, before = 0.0, None
    for code in codes:
        if before is not None and group_of.get(code) != before:
            at += gap
        places[code] = at
        at, before = at + 1, group_of.get(code)
    return places


def _spread_rows(
    chains: Sequence[str], hues: Mapping[str, str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Positions of rows, and of the heading above each group of one hue."""
    places: dict[str, float] = {}
    heads: dict[str, float] = {}
    at = 0.0
    for chain in chains:
        if hues[chain] not in heads:
            at += _GROUP_GAP if places else 0
            heads[hues[chain]] = at - 0.95
        places[chain] = at
        at += 1
    return places, heads


def _fill(hue: str, role: str | None, theme: Theme) -> str:
    if not role:
        return colour("panel", theme)
    return role_ramp(hue)[ROLES.index(role)][THEMES.index(theme)]


def _ink(role: str | None, theme: Theme) -> str:
    """Ground colour on the deep step, ink on the others; the other way round in the dark."""
    deep = role == ROLES[0]
    return colour("ground" if deep else "ink", theme)


def _group_heads(heads: Mapping[str, float], t: Words, theme: Theme) -> list[dict[str, object]]:
    return [
        {
            "x": -0.5,
            "y": at,
            "xanchor": "left",
            "showarrow": False,
            "text": f"<b>{t(f'maps.hue.{hue}')}</b>",
            "font": {"size": 12, "color": getattr(FAMILIES[hue], theme)},
        }
        for hue, at in heads.items()
    ]


def _region_heads(
    columns: Mapping[int, float], shown: Matrix, head: int, theme: Theme
) -> list[dict[str, object]]:
    found: dict[str, list[float]] = {}
    for city, at in columns.items():
        if region := shown.region_of.get(city):
            found.setdefault(region, []).append(at)
    return [
        {
            "x": min(places) - 0.45,
            "y": 1,
            "yref": "paper",
            "yshift": head - 12,
            "xanchor": "left",
            "showarrow": False,
            "text": f"<b>{shown.regions[region]}</b>",
            "font": {"size": 12, "color": colour("ink", theme)},
        }
        for region, places in found.items()
    ]


def _bold(text: str, picked: bool) -> str:
    return f"<b>{text}</b>" if picked else text


def flow(
    steps: pd.DataFrame, labels: Mapping[str, str], hues: Mapping[str, str], theme: Theme
) -> go.Figure:
    """Flow from family over chain and stage to city.

    Parameters
    ----------
    steps : pandas.DataFrame
        Columns ``source``, ``target`` (node codes), ``value`` and ``chain_hue``.
    labels, hues : Mapping
        Words and colour group of each node; a node without a hue is neutral.
    theme : {"light", "dark"}
        Colours.
    """
    nodes = list(dict.fromkeys([*steps["source"], *steps["target"]]))
    place = {node: n for n, node in enumerate(nodes)}
    tallest = max(
        sum(node.startswith(kind) for node in nodes) for kind in ("fam:", "chain:", "city:")
    )
    chart = figure(theme, max(360, 26 * tallest + 40))
    chart.add_sankey(
        arrangement="snap",
        node={
            "label": [labels[node] for node in nodes],
            "color": [
                getattr(FAMILIES[hues[node]], theme) if node in hues else colour("faint", theme)
                for node in nodes
            ],
            "pad": 9,
            "thickness": 12,
            "line": {"width": 0},
            "hovertemplate": "%{label}: %{value}<extra></extra>",
        },
        link={
            "source": [place[node] for node in steps["source"]],
            "target": [place[node] for node in steps["target"]],
            "value": list(steps["value"]),
            "color": [_veil(getattr(FAMILIES[hue], theme)) for hue in steps["chain_hue"]],
            "hovertemplate": "%{source.label} → %{target.label}: %{value}<extra></extra>",
        },
        textfont={"size": 12, "color": colour("ink", theme)},
    )
    return chart


def _veil(hex_colour: str) -> str:
    red, green, blue = (int(hex_colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.28)"
