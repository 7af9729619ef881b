"""Beside the map: what to check first, how complete the record is, what the chain consists of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import Content, element
from geo.questions import cities, takeover
from geo.questions.chains import choice, family, places
from geo.questions.chains.firms import firms
from geo.questions.chains.gaps import KINDS, gaps
from geo.questions.chains.wording import size, statement
from geo.questions.cities import STAGES
from geo.record import provenance
from geo.record.naming import area_names, listed
from geo.sheets.chains.asked import clusters_of
from geo.words import Words
from pages.parts import cards, listing
from pages.parts.chains import stages
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

#: Gaps listed beside the map, of each kind and in all.
_EACH, _MOST = 3, 5


def draw(page: Frame, ids: Sequence[str]) -> None:
    """Everything in the column beside the map."""
    view = page.view
    if len(ids) == 1:
        if len(view.selection.city) == 1:
            with st.container(key="chain_city"):
                _here(page, ids[0], view.selection.city[0])
        with st.container(key="finding"):
            cards.show(_first_gaps(page.atlas, ids[0], page.t))
        with st.container(key="coverage"):
            _record(page, ids[0])
        if not view.sel:
            with st.container(key="detail"):
                _segments(page, ids[0])
    else:
        with st.container(key="finding"):
            _gap_counts(page, ids)
        with st.container(key="table"):
            if len(view.selection.city) == 1:
                _of_city(page, view.selection.city[0], ids)
            else:
                _chains(page, ids)


def _here(page: Frame, chain_id: str, adcode: int) -> None:
    """What is on record of the chain in the city chosen."""
    atlas, t = page.atlas, page.t
    city = area_names(atlas, t)[adcode]
    rows = places.records(atlas, (chain_id,))
    rows = rows[rows["city_adcode"] == adcode]
    if rows.empty:
        cards.show(cards.block(t("chains.city_absent", city=city), css="block reading"))
        return
    row = rows.iloc[0]
    zones = atlas.by_key("zones")
    facts = [
        ("counties", listed(atlas, row["county_adcodes"], t)),
        ("zones", t.join(t.name(zones.loc[code]) for code in row["zone_ids"])),
        ("segments", _printed(row["segments_zh"], t)),
    ]
    lines = [(t(f"chains.city_{name}"), words) for name, words in facts if words]
    known = firms(atlas, family.together(atlas, chain_id), (adcode,))
    _, others = takeover.firms(atlas).get((adcode, chain_id), ((), ()))
    who = [(t(f"chains.stage.{stage}"), _named(known, stage, t)) for stage in STAGES]
    if others:
        who.append((t("chains.city_printed"), _printed(others, t)))
    signs = [2 if stage in row["stages"] else 0 for stage in STAGES]
    label = t.join(t(f"chains.stage.{stage}") for stage in row["stages"])
    title = cards.heading(t("chains.city_here", city=city), 2, "block-title")
    here = element(
        "div",
        element("b", t(f"chains.role.{row['role']}")),
        stages.chevron(signs, t, label or t("chains.stages_unstated")),
        element("span", t("chains.firms_here", n=len(known) + len(others))),
        css="chain-here",
    )
    cards.show(cards.block(title, here, cards.terms([*who, *lines]), css="block detail"))


def _named(known: pd.DataFrame, stage: str, t: Words) -> str:
    """Firms of a stage."""
    own = known[known["stage"] == stage]
    return t.join(t.name(row) for _, row in own.iterrows()) or t("chains.stage_firms_none")


def _printed(words: Sequence[str], t: Words) -> str:
    """Words printed in Chinese only; their number elsewhere."""
    return t.join(words) if t.lang == "zh" or not len(words) else str(len(words))


@remembered(32)
def _first_gaps(atlas: Atlas, chain_id: str, t: Words) -> Markup:
    """The first things to check, a few of each kind."""
    found = gaps(atlas, (chain_id,))
    items = []
    for kind in KINDS:
        own = found[found["kind"] == kind]
        if own.empty:
            continue
        told = [statement(atlas, row, t) for row in own.head(_EACH).itertuples()]
        if len(own) > _EACH:
            told.append(t("chains.gaps_more", n=len(own) - _EACH))
        claim = t("chains.gap_claim", kind=t(f"chains.gap_kind.{kind}"), n=len(own))
        items.append((claim, t.clauses(told)))
    title = t("chains.gaps_title", n=len(found))
    if not items:
        items = [(t("chains.gaps_none"), "")]
    rows = ((element("b", claim), " ", rest) for claim, rest in items[:_MOST])
    return cards.block(
        cards.heading(title, 2, "block-title"),
        cards.how_to_read(t("chains.gaps_note")),
        cards.listed(rows, "chain-gaps", "ol"),
    )


def _record(page: Frame, chain_id: str) -> None:
    """How complete the record of the chain is."""
    atlas, t = page.atlas, page.t
    known = places.completeness(atlas).loc[chain_id]
    every = len(atlas.cities)
    bars = [
        ("cities", int(known["cities"]), every),
        ("staged", int(known["staged"]), int(known["rows"])),
        ("high", int(known["high"]), int(known["rows"])),
    ]
    rows = (
        (
            element("span", t(f"chains.complete.{name}")),
            cards.meter(part / max(1, whole)),
            element("b", f"{part}/{whole}"),
        )
        for name, part, whole in bars
    )
    cards.show(
        cards.figure_head(t("chains.complete_title")),
        cards.listed(rows, "complete"),
        cards.how_to_read(_doubt(known, t)),
    )


def _doubt(known: pd.Series, t: Words) -> str:
    return t("chains.complete_reading", medium=known["medium"], low=known["low"])


def _segments(page: Frame, chain_id: str) -> None:
    """Chain to segments: what stands upstream, midstream and downstream, and in which clusters."""
    atlas, t = page.atlas, page.t
    row = choice.table(atlas).loc[chain_id]
    number = {stage: len(found) for stage, found in places.with_stage(atlas, chain_id).items()}
    lines = []
    for n, stage in enumerate(STAGES):
        signs = [2 if i == n else 0 for i in range(3)]
        words = t.join(row[f"{stage}_zh"]) or t("chains.segments_none")
        if t.lang == "en":
            words = t("chains.segments_count", n=len(row[f"{stage}_zh"]))
        cities = element("small", t("chains.cities_with", n=number[stage]))
        lines.append((stages.chevron(signs, t), (words, cities)))
    confidence = row["stages_confidence"]
    badge = (
        cards.coverage_badge(t(f"chains.confidence.{confidence}"), confidence == "high")
        if isinstance(confidence, str)
        else ""
    )
    clusters = clusters_of(page.atlas, page.view, (chain_id,))
    words = t("chains.segments_reading", n=len(clusters))
    cards.show(
        cards.figure_head(t("chains.segments_title", family=row[f"family_{t.lang}"]), badge, words),
        cards.terms(lines, "segments"),
    )


def _gap_counts(page: Frame, ids: Sequence[str]) -> None:
    """Gaps of several chains by kind."""
    t = page.t
    number = gaps(page.atlas, ids)["kind"].value_counts()
    rows = ((t(f"chains.gap_kind.{kind}"), number[kind]) for kind in KINDS if kind in number)
    title = cards.heading(t("chains.gaps_title", n=int(number.sum())), 2, "block-title")
    cards.show(
        cards.block(
            title,
            cards.table("rows gap-kinds", rows),
            cards.how_to_read(t("chains.gaps_note")),
        )
    )


def _open(chain_id: str | None) -> None:
    if chain_id is not None:
        state.change(chain=(chain_id,), sel=None)


def _chains(page: Frame, ids: Sequence[str]) -> None:
    """The chains chosen, each with its record, gaps and size; a row opens its chain."""
    atlas, t = page.atlas, page.t
    chains = choice.table(atlas)
    wanted = list(choice.in_order(atlas, ids))
    known = places.completeness(atlas).loc[wanted]
    found = gaps(atlas)["chain_id"].value_counts()
    table = pd.DataFrame(
        {
            "chain": [t.name(chains.loc[code]) for code in wanted],
            "cities": list(known["cities"]),
            "gaps": [int(found.get(code, 0)) for code in wanted],
            "size": [size(atlas, chains.loc[code], t) for code in wanted],
        }
    )
    title = t("chains.table_title", n=len(wanted))
    cards.show(cards.figure_head(title, reading=t("chains.table_reading")))
    listing.draw(
        table,
        "chain_rows",
        title,
        most=330,
        targets=wanted,
        on_pick=_open,
        columns={
            "chain": listing.Column(t("chains.col.chain"), 96),
            "cities": listing.Column(t("chains.col.cities"), 84),
            "gaps": listing.Column(t("chains.col.gaps"), 60),
            "size": listing.Column(t("chains.col.size"), 108),
        },
    )


def _of_city(page: Frame, adcode: int, ids: Sequence[str]) -> None:
    """The chains of a city with role and stages."""
    atlas, t = page.atlas, page.t
    rows = cities.chains(atlas, adcode)
    if len(ids):
        rows = rows[rows.index.isin(ids)]
    city = area_names(atlas, t)[adcode]
    cards.show(
        cards.figure_head(
            t("chains.city_title", city=city, n=len(rows)), reading=t("chains.city_reading")
        ),
        element("div", cards.table("rows", _city_rows(rows, t)), css="city-chains"),
    )


def _city_rows(rows: pd.DataFrame, t: Words) -> Iterator[tuple[Content, ...]]:
    for _, row in rows.iterrows():
        said = t.join(t(f"chains.stage.{stage}") for stage in row["stages"])
        signs = [2 if stage in row["stages"] else 0 for stage in STAGES]
        label = said or t("chains.stages_unstated")
        yield t.name(row), t(f"chains.role.{row['role']}"), stages.chevron(signs, t, label)


def sources(page: Frame, ids: Sequence[str]) -> str:
    """Source line of the page: how many sources, how sure, and whose boundaries."""
    atlas, t = page.atlas, page.t
    keys = {key for cell in places.records(atlas, ids)["source_ids"] for key in cell}
    known = places.completeness(atlas)
    known = known.loc[list(ids)] if ids else known
    return t(
        "chains.source",
        n=len(keys),
        titles=t.join(provenance.source_names(atlas, sorted(keys), t))
        if 0 < len(keys) <= 3
        else t("chains.source_each"),
        rows=int(known["rows"].sum()),
        high=int(known["high"].sum()),
        medium=int(known["medium"].sum()),
        low=int(known["low"].sum()),
        boundary=t("export.boundary"),
    )
