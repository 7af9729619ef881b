"""The measures of all source documents: by lever, level and document, and what they answer."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.questions import policies
from geo.record import provenance, status
from geo.sheets.table_filter import in_words
from pages.parts import cards, factlist
from pages.parts.policy import gaps as policy_gaps
from pages.parts.policy import matrices, targets
from pages.parts.policy import measures as policy_measures
from pages.parts.shell import frame

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
measures = policies.measures(atlas)
official = int(measures["official"].sum())


def before_reading() -> Markup:
    """Who speaks, at which level, and to which problem."""
    level = measures["level"].explode().value_counts()
    tied = sum(bool(gaps) for gaps in policies.gaps_of(atlas).values())
    exact = sum(bool(found) for found in policies.passages(atlas).values())
    documents = policies.documents(atlas)
    decided = sum(code in status.official(atlas) for code in documents)
    return factlist.strip(
        [
            (
                t("policy.who_title"),
                t(
                    "policy.who",
                    decided=decided,
                    official=official,
                    papers=len(documents) - decided,
                    rest=len(measures) - official,
                ),
            ),
            (
                t("policy.where_title"),
                t("policy.where", **{code: int(level.get(code, 0)) for code in policies.LEVELS}),
            ),
            (
                t("policy.what_title"),
                t("policy.what", tied=tied, untied=len(measures) - tied, exact=exact),
            ),
        ]
    )


with page.head:
    factlist.style()
    page.claim()
    with st.container(key="coverage"):
        cards.show(before_reading())
    ignored = view.selection.without("q").chosen
    if ignored:
        words = t.clauses(in_words(atlas, view, ignored))
        cards.notice(t("policy.ignored", filters=words))

with page.over:
    matrices.draw(page)
    matrices.as_table(atlas, t)
    with st.container(key="table"):
        policy_measures.draw(atlas, view, t)

with page.side, st.container(key="finding"):
    policy_gaps.draw(atlas, view, t)

with page.below:
    with st.container(key="policy_targets"):
        cards.show(targets.draw(atlas, t))
    titles = provenance.source_names(
        atlas, [*policies.documents(atlas), *targets.sources(atlas)], t
    )
    cards.show(cards.source(t("policy.source", sources=t.join(titles))))
