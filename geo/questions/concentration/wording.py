"""The verdict in words; every number in them is computed."""

from __future__ import annotations

from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.population.contract import Known
from geo.questions.concentration import bases, subjects
from geo.questions.concentration.dated import Dated
from geo.questions.concentration.robustness import Case, case, contrast
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.verdict import Verdict
from geo.record import facts, findings, provenance, seats, status
from geo.record.naming import area_names
from geo.words import Words

#: Below this number of items the evidence is called weak.
_FEW = 30
#: Intervals narrower than these are told with one digit more, and with two.
_NARROW = (0.02, 0.002)
#: From this number on, what is expected is told as a whole one.
_WHOLE = 5
#: Sources of benchmarks named at the foot of the page; beyond these, their number.
_MOST_SOURCES = 4
#: What the papers say about where the innovative clusters stand, and how many cities have one.
_PAPER_CORE, _PAPER_CITIES = "core_cities", "cities_covered"


@dataclass(frozen=True)
class Names:
    """The choices of a reader in words.

    Attributes
    ----------
    subject, base : str
        What is counted, and against what, without and with year.
    core, core_short : str
        The core cities by name, and as they are referred to again.
    """

    subject: str
    base: str
    base_year: str
    core: str
    core_short: str


def names(atlas: Atlas, code: str, base: bases.Base, core: tuple[int, ...], t: Words) -> Names:
    """The choices of a reader in words."""
    cities = area_names(atlas, t)
    listed = t.series(str(cities[city]) for city in core)
    few = len(core) <= 3
    word = t(f"concentration.base.{base.code}")
    return Names(
        subject=subjects.label(atlas, code, t),
        base=word if t.lang == "zh" else word.lower().replace("gdp", "GDP"),
        base_year=base_words(base, t),
        core=listed if few else t("concentration.core_many", n=len(core)),
        core_short=t("concentration.core_short", n=len(core)) if len(core) > 1 else listed,
    )


def base_words(base: bases.Base, t: Words) -> str:
    """A benchmark with its year."""
    word = t(f"concentration.base.{base.code}")
    return word if base.year is None else t("concentration.base_year", base=word, year=base.year)


def known(item: Subject, t: Words) -> tuple[str, bool]:
    """How much of what is counted is known, and whether that is all."""
    if item.kind == "amount":
        return t("concentration.badge.all"), True
    if item.code == subjects.OWN:
        return Known(item.total or 0, item.named, 0).badge(t)
    if item.total is None:
        return t("concentration.badge.open", named=item.named), False
    key = "known" if item.kind == "official" else "named"
    key += "" if item.missing else "_all"
    return t(f"concentration.badge.{key}", named=item.named, total=item.total), not item.missing


def dated_words(one: Dated, t: Words) -> str:
    """The year of a list and how much of it is known."""
    key = "official" if one.official else "named" if one.total is None else "named_of"
    return t(f"concentration.years.{key}", year=one.year, named=one.number, total=one.total)


def number(value: float, t: Words) -> str:
    """A count: whole where it is whole."""
    return t.number(value, 0 if abs(value - round(value)) < 1e-9 else 1)


def chance(p: float, t: Words) -> str:
    """A probability as a percentage; below one in a thousand that is all it says."""
    if p < 0.001:
        return "<1‰"
    return t.percent(p, 2 if p < 0.01 else 1 if p < 0.1 else 0)


def headline(asked: Case, said: Names, t: Words) -> str:
    """The answer in one sentence."""
    found = asked.verdict
    return t(
        f"concentration.headline.{found.kind}",
        subject=said.subject,
        core=said.core,
        base=said.base,
        n=number(found.n, t),
        of=number(found.of, t),
        expected=t.number(found.expected, 0 if found.expected >= _WHOLE else 1),
    )


def reading(found: Verdict, t: Words) -> str:
    """What a verdict amounts to."""
    kind = "open" if found.kind == "open" else "edge" if "edge" in found.kind else "clear"
    return t(f"concentration.reading.{kind}")


def sentence(asked: Case, said: Names, t: Words) -> str:
    """Coverage, shares and chance in full."""
    item, found = asked.subject, asked.verdict
    if item.total is None:
        told = t("concentration.sentence.coverage_open", named=item.named)
    else:
        key = {"official": "coverage_official", "firms": "coverage_own"}.get(item.kind, "coverage")
        numbers = {"total": t.number(item.total), "named": t.number(item.named)}
        told = t(f"concentration.sentence.{key}", **numbers, year=item.year)
    side = "more" if found.above else "fewer"
    return told + t(
        "concentration.sentence.verdict",
        share=t.percent(found.share),
        core=said.core_short,
        base=said.base,
        base_share=t.percent(found.base_share),
        chance=chance(found.tail, t),
        side=t(f"concentration.side.{side}"),
        further=t(f"concentration.further.{side}"),
        reading=reading(found, t),
    )


def _digits(width: float) -> int:
    """Digits of a percentage by which the two ends of an interval can be told apart."""
    return sum(width < least for least in _NARROW)


def sure(asked: Case, said: Names, t: Words) -> str:
    """How sure one can be."""
    found = asked.verdict
    digits = _digits(found.high - found.low)
    return t(
        "concentration.sure.text",
        core=said.core_short,
        share=t.percent(found.share, digits),
        low=t.percent(found.low, digits),
        high=t.percent(found.high, digits),
        band_low=t.percent(found.band[0], digits),
        band_high=t.percent(found.band[1], digits),
        chance=chance(found.tail, t),
        how="" if found.exact else t("concentration.sure.simulated"),
        few=t("concentration.sure.few", of=number(found.of, t)) if found.of < _FEW else "",
    ).strip()


def unnamed(asked: Case, said: Names, t: Words) -> tuple[str, str]:
    """Whether the missing ones could change the verdict: title and text."""
    item, ways = asked.subject, asked.range
    title = t("concentration.unnamed.title_none")
    elsewhere = item.elsewhere(asked.core)
    if item.total is None:
        return title, t("concentration.unnamed.unknown", n=item.named)
    if elsewhere:
        text = t(
            "concentration.unnamed.elsewhere", n=elsewhere, core=said.core_short, of=item.total
        )
        return title, text
    if ways is None:
        return title, t("concentration.unnamed.complete")
    fields = {
        "core": said.core_short,
        "low": number(ways.lowest.n, t),
        "high": number(ways.highest.n, t),
        "of": number(ways.highest.of, t),
        "expected": t.number(ways.highest.expected, 1),
        "kind": t(f"concentration.kind.{ways.highest.kind}"),
        "kind_low": t(f"concentration.kind.{ways.lowest.kind}"),
        "kind_high": t(f"concentration.kind.{ways.highest.kind}"),
    }
    key = "stays" if set(ways.kinds) == {asked.verdict.kind} else "turns"
    title = t("concentration.unnamed.title", n=ways.missing)
    return title, t(f"concentration.unnamed.{key}", **fields)


def papers(atlas: Atlas, asked: Case, said: Names, t: Words) -> tuple[str, str]:
    """Where a paper, or another list, says otherwise: title and text."""
    programme = asked.subject.programme
    if programme == findings.INNOVATIVE:
        return t("concentration.papers.title"), _innovative(atlas, asked, t)
    if programme == findings.KEY_GROWTH:
        fact = facts.one(atlas, _PAPER_CITIES)
        text = t("facts.missing")
        if fact is not None:
            text = t("concentration.papers.growth", cities=int(fact.value or 0))
        return t("concentration.papers.title"), text
    against = contrast(atlas)
    other = case(atlas, subjects.subject(atlas, against), asked.base.code, asked.core, "lead")
    text = t(
        "concentration.papers.other",
        subject=subjects.label(atlas, against, t),
        core=said.core_short,
        n=number(other.verdict.n, t),
        of=number(other.verdict.of, t),
        share=t.percent(other.verdict.share),
        kind=t(f"concentration.kind.{other.verdict.kind}"),
    )
    return t("concentration.papers.title_other"), text


def _innovative(atlas: Atlas, asked: Case, t: Words) -> str:
    fact = facts.one(atlas, _PAPER_CORE)
    if fact is None:
        return t("facts.missing")
    counted = subjects.by_city(atlas, asked.subject, "lead")
    cities = area_names(atlas, t)
    listed = t.join(
        t("concentration.papers.city", city=cities[city], n=int(counted[city]))
        for city in seats.leading_cities(atlas)
    )
    row = atlas.by_key("programmes").loc[findings.INNOVATIVE]
    doubtful = int(row["named_count_all"] - row["named_count"])
    text = t(
        "concentration.papers.core",
        total=asked.subject.total,
        quote=fact.quote_zh,
        named=asked.subject.named,
        cities=listed,
    )
    return text + (t("concentration.papers.doubtful", n=doubtful) if doubtful else "")


def own_sources(atlas: Atlas, item: Subject, t: Words) -> list[str]:
    """Sources of what is counted; a paper or a report, which is no official list, is called so."""
    told: dict[str, None] = {}
    for source in provenance.sources(atlas, item.source_ids, t):
        proposes = status.code(atlas, "sources", source.source_id) == status.PROPOSAL
        name = source.title
        told[t("concentration.source_paper", title=name) if proposes else name] = None
    if item.code == subjects.OWN:
        told[t("counted.source")] = None
    elif item.kind in ("clusters", "zones", "firms"):
        told[t("concentration.source_lists")] = None
    return list(told)


def source_line(atlas: Atlas, item: Subject, said: Names, t: Words) -> str:
    """Sources of what is counted and of every benchmark, and the method."""
    own = own_sources(atlas, item, t)
    used = [bases.base(atlas, code, item.year) for code in bases.BASES]
    cited = [source for base in used for source in base.source_ids]
    titles = provenance.source_names(atlas, cited, t)
    listed = t.join(titles[:_MOST_SOURCES])
    if len(titles) > _MOST_SOURCES:
        listed = t("concentration.source_more", titles=listed, n=len(titles) - _MOST_SOURCES)
    return t(
        "concentration.source",
        subject=said.subject,
        sources=t.join(own),
        bases=listed,
        seats=seats_line(atlas, t),
    )


def seats_line(atlas: Atlas, t: Words) -> str:
    """Where the seats of the cities come from, and how many have no source."""
    cited = seats.sources(atlas)
    titles = t.join(provenance.source_names(atlas, cited, t))
    bare = len(seats.seats(atlas)) - sum(cited.values())
    told = [titles] * bool(titles) + [t("concentration.source_bare", n=bare)] * bool(bare)
    return t.join(told)
