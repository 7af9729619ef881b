"""Targets that the documents set, and what is on record of their fulfilment."""

from __future__ import annotations

from html import escape

from geo.data.atlas import Atlas
from geo.questions import policies
from geo.questions.policies import Target
from geo.record import clusters, counts
from geo.words import Words
from pages.parts import cards, factlist


def draw(atlas: Atlas, t: Words) -> None:
    """One row a target, newest document first."""
    targets = policies.targets(atlas)
    planned = policies.planned_counts(atlas)
    later = [target for target in targets if target.later]
    title = t("policy.targets_title", n=len(targets) + len(planned), near=len(later))
    head = "".join(
        f"<th>{escape(t(f'policy.target.{name}'))}</th>"
        for name in ("what", "figure", "due", "known", "source")
    )
    programmes = clusters.programmes(atlas)
    titles = atlas.by_key("sources")["title"]
    rows = [
        _row(
            (
                escape(t.name(programmes.loc[row["programme_id"]])),
                f"<b>{escape(t('policy.target.new', n=row['count']))}</b>",
                escape(t("facts.year", year=row["year"])),
                _unknown(t),
                f"<small>{escape(titles[row['source_id']])}</small>",
            ),
            t,
        )
        for row in planned.to_dict("records")
    ] + [_row(_cells(atlas, target, t), t) for target in targets]
    cards.show(
        cards.figure_head(title, reading=t("policy.targets_reading"))
        + '<table class="measures stacked"><colgroup><col style="width:24%"><col style="width:14%">'
        '<col style="width:11%"><col style="width:26%"></colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _row(cells: tuple[str, ...], t: Words) -> str:
    names = ("", "figure", "due", "known", "source")
    return (
        "<tr>"
        + "".join(
            f'<td data-label="{escape(t(f"policy.target.{name}"))}"><div>{cell}</div></td>'
            if name
            else f"<td>{cell}</td>"
            for name, cell in zip(names, cells, strict=True)
        )
        + "</tr>"
    )


def _cells(atlas: Atlas, target: Target, t: Words) -> tuple[str, ...]:
    fact = target.fact
    dated = fact.year > target.set_in
    return (
        f"{escape(fact.subject(t))} <small>{escape(fact.indicator(t))}</small>",
        f"<b>{escape(fact.figure(t))}</b>",
        escape(t("facts.year", year=fact.year) if dated else t("policy.target.undated")),
        _known(atlas, target, t),
        factlist.quote(atlas, fact.quote_zh, fact.source_id, fact.section_zh, t),
    )


def _unknown(t: Words) -> str:
    return f'<span class="none">{escape(t("policy.target.unknown"))}</span>'


def _known(atlas: Atlas, target: Target, t: Words) -> str:
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
    return f"{_unknown(t)}<br><small>{escape(text)}</small>"


def sources(atlas: Atlas) -> list[str]:
    """Keys of the sources of all targets."""
    ids = [target.fact.source_id for target in policies.targets(atlas)]
    return list(dict.fromkeys([*ids, *policies.planned_counts(atlas)["source_id"]]))
