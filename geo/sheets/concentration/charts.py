"""Charts of the verdict: by city, as quotients, by benchmark, and against a statistic."""

from __future__ import annotations

import math

import pandas as pd

from geo.charts import concentration as charts
from geo.charts import concentration_more as more
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.measures.counting import Rule
from geo.questions.concentration import bases, quotients, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.two_way import two_way
from geo.questions.concentration.wording import chance, number
from geo.sheets.figures import Chart
from geo.words import Words

Cities = tuple[int, ...]
THIRDS = ("low", "middle", "high")


def whole_rule(item: Subject, rule: Rule) -> Rule:
    """Rule under which counts are whole, as intervals need them."""
    return "lead" if rule == "lead" or not item.several else "full"


def measured_by(atlas: Atlas, item: Subject, base: str) -> bases.Base:
    """The statistic that a list is held against: industry, or GDP where that is the benchmark."""
    return bases.base(atlas, base if base in ("gdp", "secondary") else "secondary", item.year)


def _said(atlas: Atlas, asked: Case, t: Words) -> wording.Names:
    return wording.names(atlas, asked.subject.code, asked.base, asked.core, t)


def _badge(item: Subject, t: Words) -> str:
    return wording.known(item, t)[0]


@remembered(128)
def pairs(atlas: Atlas, asked: Case, lang: str, theme: Theme, picked: Cities = ()) -> Chart:
    """Observed against expected, a dumbbell a city."""
    t, item = Words(lang), asked.subject
    said = _said(atlas, asked, t)
    observed = subjects.by_city(atlas, item, asked.rule)
    total = float(item.total) if item.unknown and item.total and asked.rule == "lead" else None
    table = quotients.by_city(observed, bases.shares(atlas, asked.base), total)
    names = wording.city_names(atlas, t)
    known = table.dropna()
    rows = t.join(
        f"{names[city]} {number(row.observed, t) if pd.notna(row.observed) else '?'}/"
        f"{row.expected:.1f}"
        for city, row in table.iterrows()
    )
    return Chart(
        "concentration_pairs_chart",
        t(
            "concentration.pair.title",
            most=names[known.index[0]],
            plus=f"+{known['difference'].iloc[0]:.1f}",
            least=names[known.index[-1]],
            minus=f"{known['difference'].iloc[-1]:.1f}".replace("-", "−"),
        ),
        t(
            "concentration.pair.reading",
            base=said.base,
            unit=t(f"concentration.unit.{item.kind}"),
            core=said.core,
        ),
        charts.dumbbell(table, dict(names), asked.core, t, theme, picked=picked),
        pd.DataFrame(
            {
                t("concentration.col.city"): [names[city] for city in table.index],
                t("concentration.col.observed"): table["observed"].round(2).to_numpy(),
                t("concentration.col.expected"): table["expected"].round(2).to_numpy(),
                t("concentration.col.difference"): table["difference"].round(2).to_numpy(),
                t("concentration.col.base_share"): (table["base_share"] * 100).round(2).to_numpy(),
            }
        ),
        t("concentration.alt_pairs", rows=rows),
        _badge(item, t),
        hint=t("sheets.hint.dot_city"),
    )


def every_quotient(atlas: Atlas, asked: Case) -> pd.DataFrame:
    """Observed and expected by city in whole counts, as quotients need them."""
    observed = subjects.by_city(atlas, asked.subject, whole_rule(asked.subject, asked.rule))
    return quotients.by_city(observed, bases.shares(atlas, asked.base))


def strength_words(strength: float, t: Words) -> str:
    """Strength of smoothing as a number."""
    return "∞" if math.isinf(strength) else t.number(strength, 0 if strength.is_integer() else 1)


@remembered(128)
def city_quotients(
    atlas: Atlas, asked: Case, strength: float, lang: str, theme: Theme, picked: Cities = ()
) -> Chart:
    """Location quotients where at least one is expected, core and rest pooled."""
    t = Words(lang)
    said = _said(atlas, asked, t)
    every = every_quotient(atlas, asked)
    table = quotients.quotients(every, asked.core, strength)
    names = dict(wording.city_names(atlas, t))
    inside = sum(city in asked.core for city in every.index)
    names |= {
        quotients.CORE: t("concentration.core_pooled", n=inside),
        quotients.REST: t("concentration.rest_pooled", n=len(every) - inside),
    }
    clear = [key for key in table.index if not table.at[key, "open"]]
    title = t("concentration.quotient.title_open")
    if clear:
        title = t("concentration.quotient.title_some", names=t.join(names[key] for key in clear))
    core = {*asked.core, quotients.CORE}
    columns = ("observed", "expected", "lq", "low", "high", "smoothed")
    return Chart(
        "concentration_quotients_chart",
        title,
        t("concentration.quotient.reading", base=said.base, strength=strength_words(strength, t)),
        charts.quotients(table, names, core, t, theme, picked=picked),
        pd.DataFrame(
            {t("concentration.col.city"): [names[key] for key in table.index]}
            | {t(f"concentration.col.{name}"): table[name].round(2).to_numpy() for name in columns}
        ),
        t.join(f"{names[key]} {row.lq:.2f}" for key, row in table.iterrows()),
        _badge(asked.subject, t),
    )


@remembered(128)
def strip(atlas: Atlas, cases: tuple[Case, ...], code: str, lang: str, theme: Theme) -> Chart:
    """The verdict benchmark by benchmark; its reading says where unnamed ones are drawn."""
    t, first = Words(lang), cases[0]
    found, ways = first.verdict, first.range
    several = len({one.rule for one in cases}) > 1

    def label(one: Case) -> str:
        base = wording.base_words(one.base, t)
        rule = t(f"concentration.rule_short.{one.rule}")
        return t("concentration.strip.rules", base=base, rule=rule) if several else base

    rows = [
        charts.Row(
            label=label(one),
            word=t(f"concentration.kind.{one.verdict.kind}"),
            chance=chance(one.verdict.tail, t),
            share=one.verdict.base_share,
            band=one.verdict.band,
            clear=one.verdict.kind != "open",
        )
        for one in cases
    ]
    room = (0.6 if several else 0.66) if lang == "zh" else 0.36 if several else 0.44
    return Chart(
        f"concentration_strip_{code}",
        t(
            "concentration.strip.subject",
            subject=subjects.label(atlas, first.subject.code, t),
            n=number(found.n, t),
            of=number(found.of, t),
        ),
        t("concentration.strip.ways", n=ways.missing) if ways else "",
        charts.strip(
            rows,
            found.share,
            theme,
            ways=(ways.lowest.share, ways.highest.share) if ways else None,
            room=room,
        ),
        pd.DataFrame([_strip_row(one, t) for one in cases]),
        t.join(f"{row.label} {row.word} {row.chance}" for row in rows),
        _badge(first.subject, t),
    )


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


@remembered(128)
def standings(atlas: Atlas, asked: Case) -> pd.DataFrame:
    """Both shares of each city; see :func:`geo.questions.concentration.two_way.two_way`."""
    observed = subjects.by_city(atlas, asked.subject, whole_rule(asked.subject, asked.rule))
    base = measured_by(atlas, asked.subject, asked.base.code)
    return two_way(observed, bases.shares(atlas, base))


@remembered(128)
def against(atlas: Atlas, asked: Case, lang: str, theme: Theme, picked: Cities = ()) -> Chart:
    """Share of recognition against share of a statistic, with what chance allows."""
    t, item = Words(lang), asked.subject
    table = standings(atlas, asked)
    n = int(subjects.by_city(atlas, item, whole_rule(item, asked.rule)).sum())
    base = wording.base_words(measured_by(atlas, item, asked.base.code), t)
    names = wording.city_names(atlas, t)
    far = int((table["side"] != "").sum())
    key = "some" if far else "none"

    def standing(column: str) -> list[str]:
        return [t(f"concentration.two_way.{THIRDS[third]}") for third in table[column]]

    return Chart(
        "concentration_two_way",
        t(f"concentration.two_way.title_{key}", n=far, base=base),
        t(
            "concentration.two_way.reading",
            base=base,
            subject=subjects.label(atlas, item.code, t),
        ),
        more.two_way(table, n, dict(names), asked.core, t, theme, base=base, picked=picked),
        pd.DataFrame(
            {
                t("concentration.col.city"): names[table.index].to_numpy(),
                t("concentration.two_way.recognised"): (table["held"] * 100).round(2).to_numpy(),
                f"{base}, %": (table["share"] * 100).round(2).to_numpy(),
                t("concentration.two_way.allowed_low"): (table["low"] * 100).round(2).to_numpy(),
                t("concentration.two_way.allowed_high"): (table["high"] * 100).round(2).to_numpy(),
                t("concentration.two_way.third_listed"): standing("listed"),
                t("concentration.two_way.third_measured", base=base): standing("measured"),
            }
        ),
        t.join(f"{names[city]} {row.held:.0%}/{row.share:.0%}" for city, row in table.iterrows()),
        _badge(item, t),
    )
