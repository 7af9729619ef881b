"""The ladder: who stands on which step, who climbed, and what the plan of 2021 set for 2025."""

from __future__ import annotations

import streamlit as st

from geo.population.named import NamedClusters
from geo.questions import ladder, worldclass
from geo.record import provenance
from geo.sheets.ladder import page as sheet
from geo.sheets.table_filter import in_words
from pages.parts import cards, detail, factlist
from pages.parts.ladder import climbs as ladder_climbs
from pages.parts.ladder import goals as ladder_goals
from pages.parts.ladder import lists, planned, steps, world
from pages.parts.shell import frame, mapcolumn, navigation

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
chosen = NamedClusters(atlas).rows(view.selection)
goals = ladder.goals(atlas)
climbs = sheet.climbs(atlas, view.selection)
on_map = sheet.climbed(atlas, view)

with page.head:
    factlist.style()
    cards.style("ladder")
    page.claim()
    if view.filtered:
        words = t.clauses(in_words(atlas, view, view.selection.chosen))
        cards.notice(t("ladder.ignored", filters=words))
    if goals:
        cards.show(ladder_goals.strip(goals, t))
    with st.container(key="coverage"):
        steps.draw(atlas, view, chosen, t)
        planned.draw(atlas, view, t)

mapcolumn.draw(page)

with page.side:
    if view.sel:
        detail.draw(atlas, view, t, on_map)
    with st.container(key="finding"):
        ladder_climbs.draw(page, climbs, chosen)

with page.below:
    with st.container(key="ladder_goals"):
        ladder_goals.draw(atlas, goals, t)
    with st.container(key="ladder_world"):
        cards.show(world.draw(atlas, t))
    with st.container(key="ladder_years"):
        lists.by_year(page)
    with st.container(key="table"):
        lists.by_city(atlas, view, chosen, t)
    with st.container(key="ladder_downloads", horizontal=True, vertical_alignment="center"):
        cards.show(cards.source(t("ladder.downloads")))
        tables = ("cluster_listings", "cluster_counts", "planned_clusters", "programmes", "facts")
        for table in filter(atlas.tables.__contains__, tables):
            label = atlas.resource(table).title(t.lang)
            navigation.link("data", view.replace(table=table), label)
    used = {fact.source_id for cell in worldclass.check(atlas).values() for fact in cell.facts}
    used |= {goal.fact.source_id for goal in goals} | set(ladder.sources(atlas))
    titles = provenance.source_names(atlas, sorted(used), t)
    cards.show(cards.folded(t("ladder.source", n=len(titles)), t.join(titles), css="source"))
