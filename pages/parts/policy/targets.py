"""Targets that the documents set, and what is on record of their fulfilment."""

from __future__ import annotations

from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import Content, element
from geo.questions import policies
from geo.questions.policies import Target
from geo.record import clusters, counts, provenance
from geo.words import Words
from pages.parts import cards, factlist

_COLUMNS = ("figure", "due", "known", "source")


@remembered(4)
def draw(atlas: Atlas, t: Words) -> Markup:
    """One row a target, newest document first."""
    targets = policies.targets(atlas)
    planned = policies.planned_counts(atlas)
    later = [target for target in targets if target.later]
    title = t("policy.targets_title", n=len(targets) + len(planned), near=len(later))
    head = [t(f"policy.target.{name}") for name in ("what", *_COLUMNS)]
    programmes = clusters.programmes(atlas)
    rows = [
        _row(
            t,
            t.name(programmes.loc[row["programme_id"]]),
            element("b", t("policy.target.new", n=row["count"])),
            t("facts.year", year=row["year"]),
            _unknown(t),
            element("small", provenance.source_name(atlas, row["source_id"], t)),
        )
        for row in planned.to_dict("records")
    ] + [_row(t, *_cells(atlas, target, t)) for target in targets]
    table = cards.table("measures stacked", rows, head, columns=cards.columns(24, 14, 11, 26))
    return cards.figure_head(title, reading=t("policy.targets_reading")) + table


def _row(t: Words, what: Content, *cells: Content) -> list[Content]:
    named = zip(_COLUMNS, cells, strict=True)
    return [what, *(cards.named_cell(cell, t(f"policy.target.{name}")) for name, cell in named)]


def _cells(atlas: Atlas, target: Target, t: Words) -> tuple[Content, ...]:
    fact = target.fact
    dated = fact.year > target.set_in
    return (
        Markup("{} <small>{}</small>").format(fact.subject(t), fact.indicator(t)),
        element("b", fact.figure(t)),
        t("facts.year", year=fact.year) if dated else t("policy.target.undated"),
        _known(atlas, target, t),
        factlist.quote(atlas, fact.quote_zh, fact.source_id, fact.section_zh, t),
    )


def _unknown(t: Words) -> Markup:
    return cards.none(t("policy.target.unknown"))


def _known(atlas: Atlas, target: Target, t: Words) -> Markup:
    """What is on record after the target was set; never more than that."""
    if target.programme_id is None:
        return _unknown(t)
    name = t.name(clusters.programmes(atlas).loc[target.programme_id])
    if target.later:
        year, number = target.later
        text = t("policy.target.later", name=name, n=number, year=year)
    else:
        coverage = counts.coverage(atlas, target.programme_id)
        known = coverage.text(t)
        text = t("policy.target.named", name=name, known=known, year=coverage.year or "–")
        if coverage.official is None:
            text = t("policy.target.named_only", name=name, known=known)
    return Markup("{}<br><small>{}</small>").format(_unknown(t), text)


def sources(atlas: Atlas) -> list[str]:
    """Keys of the sources of all targets."""
    ids = [target.fact.source_id for target in policies.targets(atlas)]
    return list(dict.fromkeys([*ids, *policies.planned_counts(atlas)["source_id"]]))
