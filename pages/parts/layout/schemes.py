"""All schemes in time: the rail on top, small maps of each, and the regions of one in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from geo.charts.layout import scheme_svg
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import Content, element
from geo.questions import layout
from geo.questions.layout import Scheme
from geo.record import provenance
from geo.record.naming import listed, with_english
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control, state
from pages.parts.shell.frame import Frame


def _change(scheme_id: str) -> dict[str, Any]:
    """Another scheme; regions chosen in the old one go with it."""
    return {"scheme": scheme_id, "region": ()}


def _listed(one: Scheme, t: Words) -> str:
    """How many of the cities a scheme lists."""
    key = "layout.rail.partly" if one.partly_known else "layout.rail.of"
    return t(key, n=len(one.inside), all=len(one.cities))


def _status(atlas: Atlas, one: Scheme, t: Words) -> Markup:
    """Chip that tells whether a scheme is in force."""
    return element("span", layout.status_word(atlas, one, t), css=f"chip-status {one.status}")


def rail(page: Frame, scheme: Scheme) -> None:
    """Every scheme as a step in time: one slider that answers to a click on any step's words."""
    atlas, t = page.atlas, page.t
    every = {one.scheme_id: one for one in layout.schemes(atlas)}
    words = {code: f"{one.year} {layout.scheme_word(one, t)}" for code, one in every.items()}
    st.html(f"<style>.st-key-rail {{ --steps: {len(every)}; }}</style>")
    steps = (
        element(
            "li",
            element("span", one.year, css="step-year"),
            element("span", layout.scheme_word(one, t), css="step-name"),
            _status(atlas, one, t),
            element("span", _listed(one, t), css="step-of"),
            css="step shown" if one.scheme_id == scheme.scheme_id else "step",
        )
        for one in every.values()
    )
    page.offer("rail_slider", words, _change)
    with st.container(key="rail"):
        with st.container(key="rail_line"):
            control.slider(
                "rail_slider",
                t("layout.rail.slider"),
                list(every),
                scheme.scheme_id,
                words.__getitem__,
                change=_change,
                labelled=False,
            )
        cards.show(cards.listed(steps, "rail-steps"))


def multiples(page: Frame, scheme: Scheme) -> None:
    """Small maps of all schemes side by side, each of which opens its own."""
    atlas, t = page.atlas, page.t
    every = layout.schemes(atlas)
    whole = sum(one.complete for one in every)
    head = cards.figure_head(
        t("layout.multiples.title", n=len(every), whole=whole),
        reading=t("layout.multiples.reading"),
    )
    cards.show(cards.block(head))
    with st.container(key="minis", horizontal=True, gap=None):
        for one in every:
            on = one.scheme_id == scheme.scheme_id
            with st.container(key=f"mini_{one.scheme_id}{'_shown' if on else ''}"):
                name = (element("b", one.year), " ", layout.scheme_word(one, t))
                cards.show(
                    element(
                        "div",
                        scheme_svg(atlas, one, t),
                        element("div", name, css="mini-name"),
                        _status(atlas, one, t),
                        element("div", _listed(one, t), css="step-of"),
                        css="mini",
                    )
                )
                key, label = (
                    f"open_{one.scheme_id}",
                    t("layout.rail.aria", year=one.year, name=layout.scheme_word(one, t)),
                )
                page.offer(key, {one.scheme_id: label}, _change)
                st.button(
                    label,
                    key=key,
                    on_click=state.change,
                    kwargs=_change(one.scheme_id),
                    type="tertiary",
                )


def _told(atlas: Atlas, region: layout.Region, t: Words) -> Markup:
    """One region in words: name, role, year, status, lead, members, document."""
    source = provenance.source_name(atlas, region.source_id, t)
    status = atlas.resource("regions").column("status")
    who = listed(atlas, region.members, t) or t("layout.text.no_members")
    lead = listed(atlas, region.centres, t) if region.members else ""
    parts = [
        t(f"layout.role.{region.role}"),
        str(region.year),
        status.label(region.status, t.lang),
        t("layout.text.lead", city=lead) if lead else "",
    ]
    return Markup('<b>{}</b> <span class="muted">{}</span><br>{}<br><small>{}</small>').format(
        t.name(_names(region)),
        " · ".join(part for part in parts if part),
        who,
        t(
            "layout.text.policy",
            policy=with_english(region.policy_zh, region.policy_en, t),
            source=source,
        ),
    )


def card(atlas: Atlas, scheme: Scheme, region_ids: Sequence[str], t: Words) -> None:
    """The regions of the scheme that are chosen, in words."""
    chosen = [one for one in scheme.regions if one.region_id in region_ids]
    cards.show(cards.block(*(_told(atlas, region, t) for region in chosen), css="detail block"))


@remembered(32)
def members(atlas: Atlas, scheme: Scheme, t: Words) -> Markup:
    """The map in words: members, lead, status and document of each region."""
    items: list[Content] = list(scheme.meaning(t.lang))
    items += [_told(atlas, region, t) for region in (*scheme.regions, *scheme.open)]
    if scheme.rest:
        key = "layout.text.rest_unknown" if scheme.open else "layout.text.rest"
        rest = listed(atlas, scheme.rest, t)
        items.append(Markup("<b>{}</b><br>{}").format(t(key, n=len(scheme.rest)), rest))
    notes = [t("layout.text.shared", cities=listed(atlas, scheme.shared, t))]
    reading = notes[0] if scheme.shared else t("layout.text.reading")
    head = cards.figure_head(
        t("layout.text.title", scheme=layout.scheme_word(scheme, t), year=scheme.year),
        reading=reading,
    )
    note = element("p", _status(atlas, scheme, t), " ", scheme.status_note(t.lang), css="reading")
    return cards.block(head, note, cards.listed(items, "regions"))


def _names(region: layout.Region) -> dict[str, str]:
    return {"name_zh": region.name_zh, "name_en": region.name_en}


def sources(atlas: Atlas, scheme: Scheme, t: Words) -> str:
    """Source line of the page."""
    keys = [region.source_id for region in (*scheme.regions, *scheme.open)]
    titles = t.join(source.title for source in provenance.sources(atlas, keys, t))
    policy = with_english(scheme.policy_zh, scheme.policy_en, t)
    return t("layout.source", policy=policy, titles=titles)
