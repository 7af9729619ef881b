"""The role that plans give each city, and one city's place in the layout."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import Content, element, join
from geo.questions import layout
from geo.questions.layout import Scheme
from geo.record import provenance
from geo.record.naming import area_names, document
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import navigation


def _role(row: pd.Series, t: Words) -> str:
    return t.clauses(row[f"role_{t.lang}"])


def _region(scheme: Scheme, adcode: int, t: Words) -> Content:
    regions = scheme.of(adcode)
    if not regions:
        return cards.none(t(f"layout.position.{scheme.position(adcode)}"))
    chips = (
        element(
            "span",
            layout.short(region, t),
            css="chip-region",
            style=f"color:var(--word-{region.hue})",
        )
        for region in regions
    )
    return join(*chips, by=" ")


def _told(atlas: Atlas, row: pd.Series, t: Words) -> Markup:
    """A role with the document that gives it, never without."""
    source = t(
        "layout.roles.source", policy=document(row, t), year=row["year"],
        title=provenance.source_name(atlas, row["source_id"], t),
    )  # fmt: skip
    return element("div", _role(row, t), element("small", source))


@remembered(4)
def _roles(atlas: Atlas, t: Words) -> dict[int, Markup]:
    """The roles of each city, the latest document first; empty where none is on record."""
    rows = layout.roles_of_cities(atlas)
    found = {int(adcode): Markup() for adcode in rows.index}
    told = rows.dropna(subset="policy_zh").sort_values("year", ascending=False, kind="stable")
    for adcode, row in told.iterrows():
        found[int(str(adcode))] += _told(atlas, row, t)
    return found


@remembered(32)
def table(atlas: Atlas, scheme: Scheme, t: Words) -> Markup:
    """All cities with region and role; those without a role on record say so."""
    rows, names = layout.roles_of_cities(atlas), area_names(atlas, t)
    body = [
        (names[adcode], _region(scheme, adcode, t), cell or cards.none(t("layout.roles.none")))
        for adcode, cell in _roles(atlas, t).items()
    ]
    n, every = rows.index[rows["role_zh"].notna()].nunique(), len(atlas.cities)
    whole = "_all" if n == every else ""
    badge = "" if whole else cards.coverage_badge(f"{n}/{every}", complete=False)
    title, reading = t(f"layout.roles.title{whole}", n=n), t(f"layout.roles.reading{whole}")
    head = cards.figure_head(title, badge, reading)
    columns = [t(f"layout.roles.col_{name}") for name in ("city", "region", "role")]
    return cards.block(head, cards.table("rows prose roles", body, columns))


def card(atlas: Atlas, view: View, scheme: Scheme, adcode: int, t: Words) -> None:
    """The chosen city: region, role with its source, corridors through it."""
    names = area_names(atlas, t)
    role = _roles(atlas, t)[adcode]
    through = [axis for axis in layout.axes(atlas) if adcode in axis.cities]
    lines = t.join(axis.name_zh if t.lang == "zh" else axis.name_en for axis in through)
    items = (
        (layout.scheme_word(scheme, t), _region(scheme, adcode, t)),
        (t("layout.roles.col_role"), role or t("layout.roles.none")),
        (t("layout.roles.axes", n=len(through)), lines or t("layout.roles.no_axes")),
    )
    name = cards.heading(names[adcode], 2, "detail-name")
    cards.show(cards.block(name, cards.terms(items), css="detail block"))
    navigation.link("city", view, t("layout.roles.open"))
