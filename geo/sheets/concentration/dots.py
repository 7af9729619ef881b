"""The picture of the plain answer: a dot an item, as it is above what the benchmark would give."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from geo.charts import dots as drawn
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import bases, quotients, subjects
from geo.record.naming import area_names
from geo.sheets.concentration import asked, plain
from geo.sheets.figures import Chart, sentences
from geo.sheets.view import View
from geo.words import Words

#: With more items than this, a dot is one in a hundred of them.
_MOST = 150
#: Runs of cities with the same number that are named below the dots.
_MOST_RUNS = 7


@dataclass(frozen=True)
class Band:
    """A row of the picture with what stands beside it.

    Attributes
    ----------
    row : Row
        Its dots.
    note : str
        What is said below its name.
    cities : tuple of str
        What each of its groups is made of.
    """

    row: drawn.Row
    note: str
    cities: tuple[str, ...] = ()


def bands(atlas: Atlas, view: View, t: Words) -> tuple[Band, Band]:
    """As it is, and as it would be if shared out by the benchmark."""
    base = plain.base_words(view.concentration.base, t)
    found = plain.question(atlas, view)
    if found is None or found.verdict.of > _MOST:
        held, due = plain.shares(atlas, view)
        known = t("plain.dots.whole")
        real = _groups(atlas, view, round(held * 100), 100, _parts(held, t), t)
        wanted = _groups(atlas, view, round(due * 100), 100, _parts(due, t), t)
    else:
        verdict, kind = found.verdict, found.subject.kind
        n, of, due = round(verdict.n), round(verdict.of), verdict.base_share
        missing = found.range.missing if found.range else 0
        complete = found.subject.total is not None and not missing
        known = t(f"plain.dots.{'all' if complete else 'known'}", of=plain.count(of, kind, t))
        real = _groups(atlas, view, n, of, [plain.count(one, kind, t) for one in (n, of - n)], t)
        if missing:
            words = t("plain.dots.open_some", missing=plain.count(missing, kind, t))
            real += (drawn.Group(missing, words, open=True),)
        expected = (verdict.expected, of - verdict.expected)
        about = [plain.about(one, kind, t) for one in expected]
        wanted = _groups(atlas, view, round(verdict.expected), of, about, t, "group_about")
    core = plain.core_words(asked.core(atlas, view), atlas, t)
    below = t("plain.dots.share", core=core, base=base, share=t.percent(due))
    return (
        Band(drawn.Row(t("plain.dots.actual"), real, True), known, _by_city(atlas, view, t)),
        Band(drawn.Row(t("plain.dots.expected", base=base), wanted, False), below),
    )


def _parts(share: float, t: Words) -> list[str]:
    return [t.percent(part, 1) for part in (share, 1 - share)]


def _groups(
    atlas: Atlas,
    view: View,
    inside: int,
    of: int,
    words: list[str],
    t: Words,
    form: str = "group",
) -> tuple[drawn.Group, ...]:
    """The dots of the core and those of the others."""
    core = plain.core_words(asked.core(atlas, view), atlas, t, alone=True)
    named = [
        t(f"plain.dots.{form}", name=name, n=n)
        for name, n in zip((core, t("plain.dots.others")), words, strict=True)
    ]
    return drawn.Group(inside, named[0], core=True), drawn.Group(of - inside, named[1])


def _by_city(atlas: Atlas, view: View, t: Words) -> tuple[str, str]:
    """How many each city has, in the core and elsewhere; empty for an amount."""
    item, core = asked.of_view(atlas, view), asked.core(atlas, view)
    if item.kind == "amount":
        return "", ""
    held = subjects.by_city(atlas, item, "lead").sort_values(ascending=False, kind="stable")
    names = area_names(atlas, t)

    def listed(cities: pd.Series) -> str:
        runs = [
            (number, [str(names[city]) for city, _ in run])
            for number, run in groupby(cities[cities > 0].items(), key=lambda pair: pair[1])
        ]
        told = [
            t(f"plain.dots.{'each' if len(some) > 1 else 'one'}", names=t.join(some),
              n=t.number(number))
            for number, some in runs[:_MOST_RUNS]
        ]  # fmt: skip
        separator = "，" if t.lang == "zh" else ", "
        return separator.join(told) + (t("plain.dots.more") if len(runs) > _MOST_RUNS else "")

    inside = held.index.isin(core)
    return listed(held[inside]), listed(held[~inside])


def chart(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """The two rows of dots as a chart that stands for the claim."""
    both = bands(atlas, view, t)
    base = plain.base_words(view.concentration.base, t)
    actual, expected = (t.join(group.words for group in band.row.groups) for band in both)
    return Chart(
        "dots",
        t("plain.dots.title", base=base),
        reading(atlas, view, both, t),
        drawn.dots([band.row for band in both], theme),
        _table(atlas, view, t),
        t("plain.dots.alt", actual=actual, expected=expected, base=base),
        complete=True,
        answers=True,
    )


def reading(atlas: Atlas, view: View, both: tuple[Band, Band], t: Words) -> str:
    """What a dot is, and which are red."""
    core = plain.core_words(asked.core(atlas, view), atlas, t)
    found = plain.question(atlas, view)
    key = "reading_share" if found is None or found.verdict.of > _MOST else "reading"
    missing = any(group.open for group in both[0].row.groups)
    return sentences(
        t(f"plain.dots.{key}", core=core).strip(), t("plain.dots.open") if missing else ""
    )


def _table(atlas: Atlas, view: View, t: Words) -> pd.DataFrame:
    """Both numbers of every city, the core first."""
    item, core = asked.of_view(atlas, view), asked.core(atlas, view)
    base = plain.base_words(view.concentration.base, t)
    held = subjects.by_city(atlas, item, "lead")
    due = bases.shares(atlas, asked.base(atlas, view))
    names = area_names(atlas, t)
    order = [*core, *(int(city) for city in held.index if city not in core)]
    cities = {t("concentration.col.city"): [str(names[city]) for city in order]}
    if item.kind == "amount":
        subject = asked.names(atlas, view, t).subject
        share = (held / held.sum() * 100).round(1)
        return pd.DataFrame(
            cities
            | {
                t("plain.dots.col_share", subject=subject): share[order].to_numpy(),
                t("plain.dots.col_base", base=base): (due * 100).round(1)[order].to_numpy(),
            }
        )
    both = quotients.by_city(held, due)
    return pd.DataFrame(
        cities
        | {
            t("plain.dots.col_actual"): both.loc[order, "observed"].to_numpy(),
            t("plain.dots.col_expected", base=base): both.loc[order, "expected"]
            .round(1)
            .to_numpy(),
        }
    )
