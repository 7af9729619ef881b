"""Charts of clusters and lists elsewhere; each holds one indicator in one unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from geo.charts import benchmarks as charts
from geo.charts.count_matrix import count_matrix
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions import benchmarks
from geo.record import facts, provenance
from geo.record.facts import Fact
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

#: Kinds of size that enough clusters state for a chart.
CHARTED = ("industry_scale", "gross_output")
#: Room for words right of the longest bar, as a share of it: of sizes, and of short numbers.
_SIZE_ROOM, _NUMBER_ROOM = 1.1, 0.5


def name(code: str, t: Words) -> str:
    """Short name of a benchmark."""
    return t(f"benchmarks.name.{code}")


def code_of(measure: str) -> str:
    """Code of the chart of a kind of size."""
    return f"size-{measure.replace('_', '-')}"


def sizes(atlas: Atlas, t: Words, theme: Theme) -> Charts:
    """One chart for each kind of size of which any is on record."""
    kinds = (measure for measure in CHARTED if benchmarks.measured(atlas, measure))
    return {code_of(measure): partial(_size, atlas, measure, t, theme) for measure in kinds}


def _size(atlas: Atlas, measure: str, t: Words, theme: Theme) -> Chart:
    """Clusters by one kind of size."""
    rows = benchmarks.measured(atlas, measure)
    kind = t(f"benchmarks.measure.{measure}")
    bars = [
        charts.Bar(
            item.code,
            name(item.code, t),
            f"{item.fact.figure(t)} · {item.fact.year}{'*' if item.fact.undated else ''}",
            item.fact.value or 0,
            open=item.fact.bound == "lower",
            strong=item.code == benchmarks.OWN,
        )
        for item in rows
    ]
    title = t("benchmarks.size_title", measure=kind, first=bars[0].label, n=len(rows))
    return _bars(
        atlas,
        code_of(measure),
        bars,
        [item.fact for item in rows],
        (title, t("benchmarks.sizes_reading"), t("sheets.hint.bar_cluster")),
        (t("benchmarks.page"), kind),
        _SIZE_ROOM,
        t,
        theme,
    )


def _bars(
    atlas: Atlas,
    code: str,
    bars: Sequence[charts.Bar],
    told: Sequence[Fact],
    words: tuple[str, str, str],
    heads: tuple[str, str],
    room: float,
    t: Words,
    theme: Theme,
) -> Chart:
    """Bars with their figures as printed; ``words`` are title, reading and hint."""
    title, reading, hint = words
    keys = dict.fromkeys(fact.source_id for fact in told)
    return Chart(
        code=code,
        title=title,
        reading=reading,
        hint=hint,
        figure=charts.bars(bars, theme, room=room),
        table=pd.DataFrame(
            {
                heads[0]: [bar.label for bar in bars],
                heads[1]: [bar.value for bar in bars],
                t("sheets.printed"): [bar.text for bar in bars],
            }
        ),
        alt=t(
            "benchmarks.chart_alt",
            title=title,
            rows=t.join(f"{bar.label} {bar.text}" for bar in bars),
        ),
        source=t.join(provenance.source_names(atlas, keys, t)),
    )


def evidence(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart | None:
    """How much the papers say on each of the ten and each aspect; None where they say nothing."""
    table = benchmarks.evidence(atlas)
    total = table.sum(axis=1)
    if not total.any():
        return None
    title = t(
        "benchmarks.evidence_title",
        n=int(total.sum()),
        most=t.join(name(str(code), t) for code in total.index[total == total.max()]),
        least=t.join(name(str(code), t) for code in total.index[total == total.min()]),
    )
    names = {code: name(code, t) for code in table.index}
    names |= {code: t(f"benchmarks.aspect.{code}") for code in table.columns}
    picked = [view.benchmarks.bench] if view.benchmarks.bench in table.index else []
    shown = table.assign(total=total).rename(index=names, columns=names)
    shown = shown.rename(columns={"total": t("facts.total")})
    shown.insert(0, t("benchmarks.cluster"), list(shown.index))
    keys = {
        fact.source_id: None for code in table.index for fact in benchmarks.of(atlas, str(code))
    }
    return Chart(
        code="evidence",
        title=title,
        reading=t("benchmarks.evidence_reading"),
        hint=t("benchmarks.evidence_hint"),
        figure=count_matrix(table, names, t, theme, totals=total, none="–", picked_rows=picked),
        table=shown.reset_index(drop=True),
        alt=title,
        source=t.join(provenance.source_names(atlas, keys, t)),
    )


def lists(atlas: Atlas, t: Words, theme: Theme) -> Charts:
    """The national list of 2024 by region and by field, and the world's hundred strongest.

    None of them where one is not on record.
    """
    total = facts.one(atlas, benchmarks.LIST_TOTAL)
    regions = facts.quoted(atlas, *benchmarks.LIST_REGIONS)
    fields = facts.quoted(atlas, *benchmarks.LIST_FIELDS)
    world = facts.quoted(atlas, *benchmarks.WORLD_TOP)
    if total is None or not regions or not fields or len(world) < len(benchmarks.WORLD_TOP):
        return {}
    of, left = int(total.value or 0), benchmarks.unassigned(atlas)
    label = atlas.resource("facts").column("role").label
    most = max(fields, key=lambda fact: fact.value or 0)
    told = {
        "list-regions": (
            regions,
            t("benchmarks.regions_title", n=regions[0].figure(t), of=of),
            t(
                f"benchmarks.regions_{'left' if left else 'reading'}",
                left=left,
                of=of,
                share=t.percent((regions[0].value or 0) / of),
            ),
        ),
        "list-fields": (
            fields,
            t(
                "benchmarks.fields_title",
                field=label(most.role, t.lang),
                n=most.figure(t),
                of=of,
            ),
            t("benchmarks.fields_reading", sum=int(sum(fact.value or 0 for fact in fields))),
        ),
        "list-world": (
            world,
            t("benchmarks.world_title", a=world[0].figure(t), b=world[1].figure(t)),
            t("benchmarks.world_reading", year=world[0].year),
        ),
    }

    def maker(code: str) -> Callable[[], Chart]:
        rows, title, reading = told[code]
        bars = [
            charts.Bar(fact.ids[0], label(fact.role, t.lang), fact.figure(t), fact.value or 0)
            for fact in rows
        ]
        heads = (t(f"benchmarks.col.{code.removeprefix('list-')}"), t("benchmarks.col.clusters"))
        words = (title, reading, "")
        return partial(_bars, atlas, code, bars, rows, words, heads, _NUMBER_ROOM, t, theme)

    return {code: maker(code) for code in told}
