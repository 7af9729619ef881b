"""World-class check: features by candidates, each cell with the evidence on record."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element, join
from geo.questions import worldclass
from geo.questions.worldclass import CANDIDATES, FEATURES, Candidate, Cell, Record
from geo.record import clusters, provenance
from geo.record.naming import area_names
from geo.words import Words
from geo.words.units import told
from pages.parts import cards, factlist

#: Evidence shown in a cell before it is folded, and firms named in a line.
_SHOWN, _FIRMS = 3, 5


@remembered(4)
def draw(atlas: Atlas, t: Words) -> Markup:
    """Table of features (rows) and candidates (columns)."""
    check = worldclass.check(atlas)
    pairs = [(candidate.code, code) for candidate in CANDIDATES for code in FEATURES]
    known = sum(bool(check[pair]) for pair in pairs)
    title = t("ladder.world_title", features=len(FEATURES), candidates=len(CANDIDATES))
    text = t("ladder.world_badge", known=known, of=len(pairs))
    badge = cards.coverage_badge(text, known == len(pairs))
    heads = ["", *(t(f"ladder.candidate.{candidate.code}") for candidate in CANDIDATES)]
    rows = [_row("standing", [_standing(atlas, candidate, t) for candidate in CANDIDATES], t)]
    for code in (*FEATURES, "other"):
        found = [check[candidate.code, code] for candidate in CANDIDATES]
        cells = [_cell(atlas, cell, t) if cell or code in FEATURES else Markup() for cell in found]
        rows.append(_row(code, cells, t))
    return join(
        cards.figure_head(title, badge, t("ladder.world_reading")),
        cards.table("measures stacked world", rows, heads),
        _rules(atlas, t),
    )


def _row(code: str, cells: list[Markup], t: Words) -> Markup:
    told = (
        cards.named_cell(cell, t(f"ladder.candidate.{candidate.code}"))
        for candidate, cell in zip(CANDIDATES, cells, strict=True)
    )
    return cards.row([t(f"ladder.feature.{code}"), *told], f"feature-{code}")


def _none(t: Words) -> Markup:
    return cards.none(t("ladder.not_on_record"))


def _standing(atlas: Atlas, candidate: Candidate, t: Words) -> Markup:
    """Clusters of the candidate on national lists: list, year and source."""
    table, programmes = clusters.table(atlas), clusters.programmes(atlas)
    lines = []
    for row in worldclass.standing(atlas, candidate).to_dict("records"):
        year = t("ladder.no_year") if pd.isna(row["year"]) else str(row["year"])
        notes = [t.name(programmes.loc[row["programme_id"]]), year]
        if row["confidence"] == "low":
            notes.append(t("ladder.doubtful"))
        notes.append(provenance.source_name(atlas, row["source_id"], t))
        name = t.name(table.loc[row["cluster_id"]])
        told = Markup("<b>{}</b> <small>{}</small>").format(name, " · ".join(notes))
        lines.append(element("span", told, css="brief"))
    return _folded(lines, t) if lines else _none(t)


def _folded(lines: list[Markup], t: Words) -> Markup:
    """The first lines, and the rest behind a click."""
    shown, rest = lines[:_SHOWN], lines[_SHOWN:]
    if not rest:
        return join(shown)
    return join(shown, cards.folded(t("ladder.more", n=len(rest)), rest, css="quote"))


def _cell(atlas: Atlas, cell: Cell, t: Words) -> Markup:
    if not cell:
        return _none(t)
    lines = [_record(atlas, record, t) for record in cell.records]
    lines += [factlist.brief([fact], t, subjects=True) for fact in cell.facts]
    quotes = factlist.wordings(atlas, cell.facts, t) if cell.facts else ""
    return join(_folded(lines, t), quotes)


def _record(atlas: Atlas, record: Record, t: Words) -> Markup:
    """What is counted or read from another table, with year, bound and source."""
    said = _size(atlas, record, t) if record.code == "size" else _counted(record, t)
    what, figure, when = said
    titles = provenance.source_names(atlas, record.source_ids, t)
    source = titles[0] if len(titles) == 1 else t("ladder.record.sources", n=len(titles))
    told = Markup("{} <b>{}</b> <small>{} · {}</small>").format(what, figure, when, source)
    return element("span", told, css="brief")


def _size(atlas: Atlas, record: Record, t: Words) -> tuple[str, str, str]:
    fields = record.fields
    chain = atlas.by_key("chains").loc[fields["chain"]]
    kind = t("ladder.record.kind_unknown")
    if fields["kind"] != "unknown":
        kind = atlas.resource("chains").column("size_kind").label(str(fields["kind"]), t.lang)
    places = area_names(atlas, t)
    area = t("ladder.record.province")
    if fields["area"] in places.index:
        area = str(places[fields["area"]])
    what = t("ladder.record.size", chain=t.name(chain), kind=kind, area=area)
    bound = t(f"ladder.record.bound.{fields['bound']}") if fields["bound"] else ""
    value = told(float(str(fields["value"])), "cny_100m", t)
    figure = t("ladder.record.size_value", bound=bound, value=value)
    return what, figure, str(fields["year"])


def _counted(record: Record, t: Words) -> tuple[str, str, str]:
    when = f"{t('ladder.record.compiled')} · {t('ladder.record.selection')}"
    fields = dict(record.fields)
    if record.code == "stages":
        value = t("ladder.record.stages_value", n=fields["cities"])
        return t("ladder.record.stages", **fields), value, when
    firms = fields[f"firms_{t.lang}"]
    assert isinstance(firms, tuple)
    told = t.join(firms[:_FIRMS])
    if len(firms) > _FIRMS:
        told = t("ladder.record.firms_etc", list=told)
    what = t(f"ladder.record.{record.code}", cities=fields["cities"], firms=told)
    return what, t("ladder.record.firms_value", n=fields["n"]), when


def _rules(atlas: Atlas, t: Words) -> Markup:
    """The table by which evidence is assigned, folded."""
    label = atlas.resource("facts").column("theme").label
    rows = (
        (
            label(theme, t.lang),
            element("td", words.pattern.replace("|", " · ") or t("ladder.rules.any"), lang="zh"),
            t(f"ladder.feature.{code}"),
        )
        for theme, words, code in worldclass.RULES
    )
    heads = [t(f"ladder.rules.{name}") for name in ("theme", "words", "feature")]
    return cards.folded(
        t("ladder.rules_title"),
        element("div", t("ladder.rules_reading")),
        cards.table("measures", rows, heads),
        css="quote rules",
    )
