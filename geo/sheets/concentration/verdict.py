"""Charts of the verdict: by city, as quotients, and benchmark by benchmark."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from geo.charts import concentration_dumbbell, concentration_quotients, concentration_strip
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.measures.counting import Rule
from geo.questions.concentration import bases, quotients, robustness, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.wording import chance, number
from geo.record.naming import area_names
from geo.sheets.concentration import asked as ask
from geo.sheets.figures import Chart, sentences
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

Cities = tuple[int, ...]
#: Differences from here on are told without tenths, and places that a title names at most.
_MANY, _NAMED = 1000, 8


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Makers of all charts of the verdict."""
    asked, cities = ask.case(atlas, view), view.selection.city
    assert asked is not None
    strength = smoothing(atlas, view)
    return {
        "pairs": partial(pairs, atlas, asked, t.lang, theme, cities),
        "quotients": partial(city_quotients, atlas, asked, strength, t.lang, theme, cities),
        "strip-own": partial(own_strip, atlas, asked, t.lang, theme),
        "strip-contrast": partial(contrast_strip, atlas, asked, t.lang, theme),
    }


def whole_rule(item: Subject, rule: Rule) -> Rule:
    """Rule under which counts are whole, as intervals need them."""
    return "lead" if rule == "lead" or not item.several else "full"


def names_of(atlas: Atlas, asked: Case, t: Words) -> wording.Names:
    """What a question asks in words."""
    return wording.names(atlas, asked.subject.code, asked.base, asked.core, t)


def told(title: str, text: str, t: Words) -> str:
    """The equal of a chart in words."""
    return t("concentration.alt", title=title, text=text)


@remembered(128)
def pairs(atlas: Atlas, asked: Case, lang: str, theme: Theme, picked: Cities = ()) -> Chart:
    """Observed against expected, a dumbbell a city."""
    t, item = Words(lang), asked.subject
    said = names_of(atlas, asked, t)
    observed = subjects.by_city(atlas, item, asked.rule)
    total = float(item.total) if item.unknown and item.total and asked.rule == "lead" else None
    table = quotients.by_city(observed, bases.shares(atlas, asked.base), total)
    names = area_names(atlas, t)
    known = table.dropna()
    rows = t.join(
        f"{names[city]} {number(row.observed, t) if pd.notna(row.observed) else '?'}"
        f" ({row.expected:.1f})"
        for city, row in table.iterrows()
    )
    title = t(
        "concentration.pair.title",
        most=names[known.index[0]],
        plus=_apart(known["difference"].iloc[0], t),
        least=names[known.index[-1]],
        minus=_apart(known["difference"].iloc[-1], t),
    )
    badge, complete = wording.known(item, t)
    return Chart(
        "pairs",
        title,
        t(
            "concentration.pair.reading",
            base=said.base,
            unit=t(f"concentration.unit.{item.kind}"),
            core=said.core,
        ),
        concentration_dumbbell.dumbbell(table, dict(names), asked.core, t, theme, picked=picked),
        pd.DataFrame(
            {
                t("concentration.col.city"): [names[city] for city in table.index],
                t("concentration.col.observed"): table["observed"].round(2).to_numpy(),
                t("concentration.col.expected"): table["expected"].round(2).to_numpy(),
                t("concentration.col.difference"): table["difference"].round(2).to_numpy(),
                t("concentration.col.base_share"): (table["base_share"] * 100).round(2).to_numpy(),
            }
        ),
        told(title, t("concentration.alt_pairs", rows=rows), t),
        badge,
        hint=t("sheets.hint.dot_city"),
        complete=complete,
    )


def _apart(difference: float, t: Words) -> str:
    """How far a count is from what is expected; of thousands no tenths."""
    return t.number(abs(difference), 1 if abs(difference) < _MANY else 0)


def every_quotient(atlas: Atlas, asked: Case) -> pd.DataFrame:
    """Observed and expected by city in whole counts, as quotients need them."""
    observed = subjects.by_city(atlas, asked.subject, whole_rule(asked.subject, asked.rule))
    return quotients.by_city(observed, bases.shares(atlas, asked.base))


def smoothing(atlas: Atlas, view: View) -> float:
    """The strength of smoothing that a view asks for, else the one that the counts give."""
    chosen = view.concentration.smooth
    return own_smoothing(atlas, view) if chosen is None else float(chosen)


def own_smoothing(atlas: Atlas, view: View) -> float:
    """The strength of smoothing that the counts themselves give."""
    asked = ask.case(atlas, view)
    assert asked is not None
    return quotients.strength(every_quotient(atlas, asked))


def strength_words(strength: float, t: Words) -> str:
    """Strength of smoothing as a number."""
    return "∞" if math.isinf(strength) else t.number(strength, 0 if strength.is_integer() else 1)


@remembered(128)
def city_quotients(
    atlas: Atlas, asked: Case, strength: float, lang: str, theme: Theme, picked: Cities = ()
) -> Chart:
    """Location quotients where at least one is expected, core and rest pooled."""
    t = Words(lang)
    said = names_of(atlas, asked, t)
    every = every_quotient(atlas, asked)
    table = quotients.quotients(every, asked.core, strength)
    names = dict(area_names(atlas, t))
    inside = sum(city in asked.core for city in every.index)
    names |= {
        quotients.CORE: t("concentration.core_pooled", n=inside),
        quotients.REST: t("concentration.rest_pooled", n=len(every) - inside),
    }
    clear = [key for key in table.index if not table.at[key, "open"]]
    title = t("concentration.quotient.title_open", base=said.base)
    if clear:
        listed = t.series(names[key] for key in clear)
        if len(clear) > _NAMED:
            some = t.join(names[key] for key in clear[:_NAMED])
            listed = t("concentration.quotient.more", names=some, n=len(clear))
        title = t("concentration.quotient.title_some", base=said.base, names=listed)
    core = {*asked.core, quotients.CORE}
    columns = ("observed", "expected", "lq", "low", "high", "smoothed")
    badge, complete = wording.known(asked.subject, t)
    return Chart(
        "quotients",
        title,
        t("concentration.quotient.reading", base=said.base, strength=strength_words(strength, t)),
        concentration_quotients.quotients(table, names, core, t, theme, picked=picked),
        pd.DataFrame(
            {t("concentration.col.city"): [names[key] for key in table.index]}
            | {t(f"concentration.col.{name}"): table[name].round(2).to_numpy() for name in columns}
        ),
        told(title, t.join(f"{names[key]} {row.lq:.2f}" for key, row in table.iterrows()), t),
        badge,
        complete=complete,
    )


def own_cases(atlas: Atlas, asked: Case) -> tuple[Case, ...]:
    """The question held against every benchmark."""
    return tuple(robustness.strip(atlas, asked.subject, asked.core, asked.rule))


def contrast_cases(atlas: Atlas, asked: Case) -> tuple[Case, ...]:
    """The same of the list to hold against."""
    contrast = robustness.contrast(atlas)
    other = subjects.DEFAULT if asked.subject.code == contrast else contrast
    return tuple(robustness.strip(atlas, subjects.subject(atlas, other), asked.core, "lead"))


def strip_label(atlas: Atlas, cases: tuple[Case, ...], t: Words) -> tuple[str, str]:
    """What a strip counts, and what its red band stands for; empty where it has none."""
    first = cases[0]
    label = t(
        "concentration.strip.subject",
        subject=subjects.label(atlas, first.subject.code, t),
        n=number(first.verdict.n, t),
        of=number(first.verdict.of, t),
    )
    band = t("concentration.strip.ways", n=first.range.missing) if first.range else ""
    return label, band


@remembered(128)
def own_strip(atlas: Atlas, asked: Case, lang: str, theme: Theme) -> Chart:
    """The verdict benchmark by benchmark."""
    t, cases = Words(lang), own_cases(atlas, asked)
    kinds = {one.verdict.kind for one in cases}
    title = t("concentration.strip.title_turns")
    if len(kinds) == 1:
        kind = t(f"concentration.kind.{cases[0].verdict.kind}")
        title = t("concentration.strip.title_same", kind=kind)
    return _strip(atlas, cases, "strip-own", title, t, theme)


@remembered(128)
def contrast_strip(atlas: Atlas, asked: Case, lang: str, theme: Theme) -> Chart:
    """The verdict on the list to hold against, benchmark by benchmark."""
    t, cases = Words(lang), contrast_cases(atlas, asked)
    return _strip(atlas, cases, "strip-contrast", strip_label(atlas, cases, t)[0], t, theme)


def _strip(
    atlas: Atlas, cases: tuple[Case, ...], code: str, title: str, t: Words, theme: Theme
) -> Chart:
    first = cases[0]
    ways = first.range
    several = len({one.rule for one in cases}) > 1

    def label(one: Case) -> str:
        base = wording.base_words(one.base, t)
        rule = t(f"concentration.rule_short.{one.rule}")
        return t("concentration.strip.rules", base=base, rule=rule) if several else base

    rows = [
        concentration_strip.Row(
            label=label(one),
            word=t(f"concentration.kind_short.{one.verdict.kind}"),
            chance=chance(one.verdict.tail, t),
            share=one.verdict.base_share,
            band=one.verdict.band,
            clear=one.verdict.kind != "open",
        )
        for one in cases
    ]
    room = (0.4 if several else 0.44) if t.lang == "zh" else 0.24 if several else 0.26
    counted, band = strip_label(atlas, cases, t)
    core = names_of(atlas, first, t).core_short
    badge, complete = wording.known(first.subject, t)
    return Chart(
        code,
        title,
        sentences(t("concentration.strip.reading", core=core), band),
        concentration_strip.strip(
            rows,
            first.verdict.share,
            theme,
            ways=(ways.lowest.share, ways.highest.share) if ways else None,
            room=room,
        ),
        pd.DataFrame([_strip_row(one, t) for one in cases]),
        told(
            counted, t.join(_in_words(row, one, t) for row, one in zip(rows, cases, strict=True)), t
        ),
        badge,
        complete=complete,
    )


def _in_words(row: concentration_strip.Row, one: Case, t: Words) -> str:
    """A row as it is told, with the verdict in full."""
    return f"{row.label} {t(f'concentration.kind.{one.verdict.kind}')} {row.chance}"


def _strip_row(one: Case, t: Words) -> dict[str, object]:
    ends = (one.range.highest, one.range.lowest) if one.range else ()
    return {
        t("concentration.col.base"): wording.base_words(one.base, t),
        t("concentration.col.rule"): t(f"concentration.rule.{one.rule}"),
        t("concentration.col.n"): round(one.verdict.n, 2),
        t("concentration.col.of"): round(one.verdict.of, 2),
        t("concentration.col.base_share"): round(one.verdict.base_share * 100, 2),
        t("concentration.col.expected"): round(one.verdict.expected, 2),
        t("concentration.col.at_least"): round(one.verdict.at_least * 100, 3),
        t("concentration.col.at_most"): round(one.verdict.at_most * 100, 3),
        t("concentration.col.kind"): t(f"concentration.kind.{one.verdict.kind}"),
        t("concentration.col.after"): " / ".join(t(f"concentration.kind.{e.kind}") for e in ends),
    }
