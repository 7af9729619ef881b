"""Clusters, programmes and lists elsewhere, and where Hubei stands beside them."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.population.named import NamedClusters
from geo.questions import benchmarks
from geo.record import facts, provenance
from geo.sheets.table_filter import in_words
from pages.parts import cards, factlist
from pages.parts.benchmarks import card, others, sizes
from pages.parts.shell import frame

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
chosen = NamedClusters(atlas).rows(view.selection)


def before_reading() -> Markup:
    """How far the figures compare, whether Hubei is on the list of 2024, and how old they are."""
    kinds = {measure: len(benchmarks.measured(atlas, measure)) for measure in benchmarks.SIZES}
    without = benchmarks.without_size(atlas)
    left = benchmarks.unassigned(atlas)
    total = facts.one(atlas, benchmarks.LIST_TOTAL)
    own = benchmarks.own_programmes(atlas, chosen).loc["national_advanced_manufacturing_cluster"]
    ten = [fact for code in benchmarks.CLUSTERS for fact in benchmarks.of(atlas, code)]
    return factlist.strip(
        [
            (
                t("benchmarks.kinds_title"),
                t(
                    "benchmarks.kinds",
                    known=len(benchmarks.CLUSTERS) - len(without),
                    of=len(benchmarks.CLUSTERS),
                    **kinds,
                ),
            ),
            (
                t("benchmarks.list_title"),
                t("facts.missing")
                if total is None
                else t(
                    "benchmarks.list_none" if left == 0 else "benchmarks.list_open",
                    of=int(total.value or 0),
                    left=left,
                    own=own["official"],
                    year=own["year"],
                ),
            ),
            (
                t("benchmarks.age_title"),
                t(
                    "benchmarks.age",
                    paper=facts.document_year(atlas, ten[0].source_id),
                    n=len(benchmarks.CLUSTERS),
                    facts=len(ten),
                    undated=sum(fact.undated for fact in ten),
                )
                if ten
                else t("facts.missing"),
            ),
        ]
    )


with page.head:
    factlist.style()
    page.claim()
    with st.container(key="coverage"):
        cards.show(before_reading())
    if view.filtered:
        words = t.clauses(in_words(atlas, view, view.selection.chosen))
        cards.notice(t("benchmarks.filtered", filters=words))

with page.over:
    with st.container(key="bench_sizes"):
        sizes.sizes(page)
    with st.container(key="finding"):
        sizes.alike(atlas, t)
    with st.container(key="bench_evidence"):
        sizes.evidence(page)
    with st.container(key="bench_lists"):
        others.lists(page)

with page.side:
    card.draw(atlas, view, t)

with page.below:
    with st.container(key="bench_abroad"):
        others.abroad(atlas, t)
    with st.container(key="bench_own"):
        own, elsewhere = st.columns([1.3, 1], gap="large")
        with own, st.container(key="table"):
            others.own(atlas, view, chosen, t)
        with elsewhere:
            others.regions(atlas, t)
    used = {fact.source_id for code in benchmarks.CODES for fact in benchmarks.of(atlas, code)}
    titles = provenance.source_names(atlas, sorted(used), t)
    cards.show(cards.source(t("benchmarks.source", sources=t.join(titles))))
