"""Stages of a chain: the chevron of three cells, and the table of stages by city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from geo.look.html import Content, element
from geo.look.svg import svg_text
from geo.maps import signs
from geo.questions.chains import choice, places
from geo.questions.cities import ROLES, STAGES
from geo.record.naming import area_names
from geo.words import Words
from pages.parts import cards
from pages.parts.shell.frame import Frame


def chevron(states: Sequence[int], t: Words, label: str = "") -> Markup:
    """Three cells of stages as on the map: 2 on record, 1 asked about, 0 not seen."""
    letters = [t(f"chains.letter.{stage}") for stage in STAGES]
    return svg_text(replace(signs.chevron(states, letters), alt=label), css="chevron")


def table(page: Frame, chain_id: str) -> Markup:
    """Stages by city in the colours of the map; cities without a record at the end, hatched."""
    atlas, t = page.atlas, page.t
    rows = places.records(atlas, (chain_id,)).set_index("city_adcode")
    order = rows.assign(
        rank=rows["role"].map(ROLES.index), fewer=-rows["stages"].map(len)
    ).sort_values(["rank", "fewer"], kind="stable")
    names = area_names(atlas, t)
    hue = choice.hue(atlas, (chain_id,)) or "other"
    absent = [code for code in atlas.cities.index if code not in rows.index]
    chain = choice.table(atlas).loc[chain_id]
    head = [
        _head("col", t("chains.stage_by_city")),
        *(_head("col", names[code]) for code in order.index),
        *(_head("col", names[code], css="absent") for code in absent),
        _head("col", t("chains.col.cities"), css="sum"),
    ]
    body = []
    for stage in STAGES:
        cells = [
            _cell(t(f"chains.role_short.{role}"), ROLES.index(role), hue)
            if stage in recorded
            else element("td", css="off")
            for role, recorded in zip(order["role"], order["stages"], strict=True)
        ]
        number = sum(stage in recorded for recorded in order["stages"])
        segments = t.join(chain[f"{stage}_zh"]) if t.lang == "zh" else ""
        label = Markup("<b>{}</b> <small>{}</small>").format(t(f"chains.stage.{stage}"), segments)
        hatched = [element("td", css="hatch")] * len(absent)
        total = element("td", number, css="sum")
        body.append([_head("row", label, title=segments), *cells, *hatched, total])
    total = element("td", int(order["firms"].sum()), css="sum")
    firms = [_head("row", t("chains.firms_row")), *order["firms"], *[""] * len(absent), total]
    caption = element("caption", t("chains.stage_alt"))
    return cards.wide(
        cards.table(
            f"stage-table {t.lang}", [*body, cards.row(firms, "firms")], head, columns=caption
        ),
        t("chains.stage_by_city"),
    )


def _head(scope: str, content: Content, *, css: str = "", title: str | None = None) -> Markup:
    return element("th", content, scope=scope, css=css, title=title)


def _cell(word: str, step: int, hue: str) -> Markup:
    """A stage on record, in the colour of the city's role."""
    paint = f"background:var(--role-{hue}-{step})"
    return element("td", word, css=f"on step{step}", style=paint)
