"""The role that plans give each city, and one city's place in the layout."""

from __future__ import annotations

from html import escape

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.questions.layout import Scheme
from geo.record.naming import area_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import navigation


def _role(row: pd.Series, t: Words) -> str:
    return t.clauses(row[f"role_{t.lang}"])


def _region(scheme: Scheme, adcode: int, t: Words) -> str:
    regions = scheme.of(adcode)
    if not regions:
        return (
            f'<span class="none">{escape(t(f"layout.position.{scheme.position(adcode)}"))}</span>'
        )
    return " ".join(
        f'<span class="chip-region" style="color:var(--word-{region.hue})">'
        f"{escape(layout.short(region, t))}</span>"
        for region in regions
    )


def table(atlas: Atlas, scheme: Scheme, t: Words) -> None:
    """All cities with region and role; those without a role on record say so."""
    rows = layout.roles_of_cities(atlas)
    titles = atlas.by_key("sources")["title"]
    known = rows["role_zh"].notna()
    names = area_names(atlas, t)
    body = []
    for adcode, row in rows.iterrows():
        if pd.isna(row["policy_zh"]):
            cell = f'<span class="none">{t("layout.roles.none")}</span>'
        else:
            source = t(
                "layout.roles.source", policy=row["policy_zh"], year=row["year"],
                title=titles.get(row["source_id"], ""),
            )  # fmt: skip
            cell = f"{escape(_role(row, t))}<small>{escape(source)}</small>"
        body.append(
            f"<tr><td>{escape(names[adcode])}</td>"
            f"<td>{_region(scheme, int(adcode), t)}</td><td>{cell}</td></tr>"
        )
    n, every = rows.index[known].nunique(), len(atlas.cities)
    badge = cards.coverage_badge(f"{n}/{every}", complete=n == every)
    head = cards.figure_head(
        t("layout.roles.title", n=n, rest=every - n), badge, t("layout.roles.reading")
    )
    columns = "".join(
        f"<th>{t(f'layout.roles.col_{name}')}</th>" for name in ("city", "region", "role")
    )
    cards.show(
        f'<div class="block">{head}<table class="rows prose roles">'
        f"<thead><tr>{columns}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def card(atlas: Atlas, view: View, scheme: Scheme, adcode: int, t: Words) -> None:
    """The chosen city: region, role with its source, corridors through it."""
    names = area_names(atlas, t)
    rows = layout.roles_of_cities(atlas).loc[[adcode]].dropna(subset=["policy_zh"])
    role = " ".join(
        f"{_role(row, t)} ({row['policy_zh']}, {row['year']})" for _, row in rows.iterrows()
    )
    through = [axis for axis in layout.axes(atlas) if adcode in axis.cities]
    lines = t.join(axis.name_zh if t.lang == "zh" else axis.name_en for axis in through)
    items = (
        (layout.scheme_word(scheme, t), _region(scheme, adcode, t)),
        (t("layout.roles.col_role"), escape(role or t("layout.roles.none"))),
        (t("layout.roles.axes", n=len(through)), escape(lines or t("layout.roles.no_axes"))),
    )
    body = "".join(f"<dt>{escape(term)}</dt><dd>{text}</dd>" for term, text in items)
    cards.show(
        f'<div class="detail block">{cards.heading(names[adcode], 2, "detail-name")}'
        f"<dl>{body}</dl></div>"
    )
    navigation.link("city", view, t("layout.roles.open"))
