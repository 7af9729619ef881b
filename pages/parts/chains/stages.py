"""Stages of a chain: the chevron of three cells, and the table of stages by city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from geo.look.svg import svg_text
from geo.maps import signs
from geo.questions.chains import choice, places
from geo.questions.cities import ROLES, STAGES
from geo.record.naming import area_names
from geo.words import Words
from pages.parts import cards
from pages.parts.shell.frame import Frame


def chevron(states: Sequence[int], t: Words, label: str = "") -> str:
    """Three cells of stages as on the map: 2 on record, 1 asked about, 0 not seen."""
    letters = [t(f"chains.letter.{stage}") for stage in STAGES]
    return svg_text(replace(signs.chevron(states, letters), alt=label), css="chevron")


def table(page: Frame, chain_id: str) -> str:
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
    heads = "".join(f"<th scope=col>{escape(names[code])}</th>" for code in order.index)
    heads += "".join(f"<th scope=col class=absent>{escape(names[code])}</th>" for code in absent)
    hatched = '<td class="hatch"></td>' * len(absent)
    body = ""
    for stage in STAGES:
        cells, number = "", 0
        for _, row in order.iterrows():
            has = stage in row["stages"]
            number += has
            step, role = ROLES.index(row["role"]), t(f"chains.role_short.{row['role']}")
            cells += (
                f'<td class="on step{step}" style="background:var(--role-{hue}-{step})">'
                f"{escape(role)}</td>"
                if has
                else '<td class="off"></td>'
            )
        segments = t.join(chain[f"{stage}_zh"]) if t.lang == "zh" else ""
        label = f"<b>{t(f'chains.stage.{stage}')}</b> <small>{escape(segments)}</small>"
        body += (
            f'<tr><th scope=row title="{escape(segments)}">{label}</th>{cells}{hatched}'
            f"<td class=sum>{number}</td></tr>"
        )
    firms = "".join(f"<td>{n}</td>" for n in order["firms"]) + "<td></td>" * len(absent)
    total = int(order["firms"].sum())
    body += (
        f"<tr class=firms><th scope=row>{escape(t('chains.firms_row'))}</th>{firms}"
        f"<td class=sum>{total}</td></tr>"
    )
    return cards.wide(
        f'<table class="stage-table {t.lang}">'
        f"<caption>{escape(t('chains.stage_alt'))}</caption><thead><tr>"
        f"<th scope=col>{escape(t('chains.stage_by_city'))}</th>{heads}"
        f"<th scope=col class=sum>{escape(t('chains.col.cities'))}</th></tr></thead>"
        f"<tbody>{body}</tbody></table>",
        t("chains.stage_by_city"),
    )
