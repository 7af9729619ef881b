"""The answer in plain words: more, fewer or about the same, and never more than the test says."""

from __future__ import annotations

from typing import Literal

from geo.data.atlas import Atlas
from geo.questions.concentration import bases, quotients, robustness, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.verdict import Verdict
from geo.record import counts, findings, provenance
from geo.record.naming import area_names
from geo.sheets.concentration import asked
from geo.sheets.concentration.verdict import every_quotient
from geo.sheets.figures import sentences
from geo.sheets.page import Said
from geo.sheets.view import View
from geo.words import Words

Key = Literal["more", "more_edge", "above", "same", "below", "fewer_edge", "fewer", "unsettled"]

#: What differs by less is about the same: items, a part of them, and shares of an amount.
_SAME, _SAME_PART, _SAME_SHARE = 0.5, 0.05, 0.005
#: Other ways of asking that are offered.
_WAYS = 4
_CORES = {2: "two", 3: "three"}


def question(atlas: Atlas, view: View) -> Case | None:
    """The question with every item counted once; None where nothing can be counted one by one."""
    item = asked.of_view(atlas, view)
    if not item.named:
        return None
    core = asked.core(atlas, view)
    return robustness.case(atlas, item, view.concentration.base, core, "lead")


def subject_words(atlas: Atlas, view: View, t: Words) -> str:
    """What is counted, with its year where it has one."""
    code = asked.of_view(atlas, view).code
    kind, *rest = code.split(".")
    if kind == "official":
        name = t.name(atlas.by_key("programmes").loc[rest[0]])
        return t("plain.subject.official", name=name, year=rest[1])
    if kind == "stat":
        return t("plain.subject.stat", name=t(f"statistics.{rest[0]}"), year=rest[1])
    return asked.names(atlas, view, t).subject


def core_words(core: tuple[int, ...], atlas: Atlas, t: Words, *, alone: bool = False) -> str:
    """The core cities as they are referred to again, in a sentence or ``alone``."""
    if len(core) == 1:
        return str(area_names(atlas, t)[core[0]])
    key = _CORES.get(len(core), "many")
    return t(f"plain.{'core_name' if alone else 'core'}.{key}", n=len(core))


def base_words(code: str, t: Words) -> str:
    """A benchmark in plain words."""
    return t(f"plain.base.{code}")


def count(number: float, kind: str, t: Words) -> str:
    """So many items."""
    return t(f"plain.count.{kind}", n=t.number(number))


def about(number: float, kind: str, t: Words) -> str:
    """About so many items."""
    whole = round(number)
    return t("plain.about" if whole else "plain.about_less", n=count(max(whole, 1), kind, t))


def key(found: Case) -> Key:
    """What may be said: the weakest of what holds wherever the missing items lie."""
    ways = found.range
    keys = [_key(found.verdict)]
    if ways:
        edges = ways.lowest, ways.highest
        if {robustness.direction(one) for one in edges} != {robustness.direction(found.verdict)}:
            return "unsettled"
        keys += [_key(one) for one in edges]
    if len(set(keys)) == 1:
        return keys[0]
    for edge in ("more_edge", "fewer_edge"):
        if edge in keys:
            return edge
    # Fewer than by the benchmark, and with the missing ones more: neither is certain.
    return "unsettled" if {"above", "below"} <= set(keys) else keys[0]


def _key(found: Verdict) -> Key:
    if found.kind != "open":
        return found.kind
    if abs(found.n - found.expected) < max(_SAME, _SAME_PART * found.expected):
        return "same"
    return "above" if found.n > found.expected else "below"


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """The claim, and two lines on how to read it."""
    item, subject = asked.of_view(atlas, view), subject_words(atlas, view, t)
    if item.kind == "amount":
        return _amount(atlas, view, subject, t)
    found = question(atlas, view)
    if found is None:
        return t("concentration.headline.empty", subject=subject), (t("concentration.empty"),)
    verdict, base = found.verdict, base_words(found.base.code, t)
    claim = t(
        f"plain.claim.{key(found)}",
        subject=subject,
        core=asked.names(atlas, view, t).core,
        base=base,
        found=t(
            f"plain.found{'_all' if verdict.n == verdict.of else '' if verdict.n else '_none'}",
            of=count(verdict.of, item.kind, t),
            n=count(verdict.n, item.kind, t),
            base=base,
            about=about(verdict.expected, item.kind, t),
        ),
    )
    return claim, (sentences(_core_line(atlas, found, t), _cities_line(atlas, found, t)),
                   _missing_line(atlas, found, t))  # fmt: skip


def _core_line(atlas: Atlas, found: Case, t: Words) -> str:
    verdict = found.verdict
    own = _key(verdict) if key(found) == "unsettled" else key(found)
    strength = "edge" if "edge" in own else "clear" if own in ("more", "fewer") else "open"
    told = t(
        f"plain.read.{'same' if own == 'same' else strength}",
        core=core_words(found.core, atlas, t),
        base=base_words(found.base.code, t),
        side=t(f"plain.side.{'more' if verdict.n > verdict.expected else 'fewer'}"),
        about=about(abs(verdict.n - verdict.expected), found.subject.kind, t),
    )
    return told[0].upper() + told[1:]


def _cities_line(atlas: Atlas, found: Case, t: Words) -> str:
    """Which cities can be told apart; they are judged where there is enough to judge them by."""
    every = every_quotient(atlas, found)
    judged = quotients.quotients(every, found.core, 0)
    clear = judged[~judged["open"]].drop(index=[quotients.CORE, quotients.REST], errors="ignore")
    if clear.empty:
        widest = about(float(every["difference"].abs().max()), found.subject.kind, t)
        return t("plain.cities.none", about=widest)
    names = area_names(atlas, t)
    parts = [
        t(f"plain.cities.{side}", names=t.series(str(names[city]) for city in cities))
        for side, cities in (
            ("more", clear.index[clear["lq"] > 1]),
            ("fewer", clear.index[clear["lq"] < 1]),
        )
        if len(cities)
    ]
    return t("plain.cities.some", cities=t.clauses(parts))


def _missing_line(atlas: Atlas, found: Case, t: Words) -> str:
    """Whether what is still to be traced could change the answer."""
    item, ways = found.subject, found.range
    core, kind = core_words(found.core, atlas, t), item.kind
    if item.total is None:
        return t("plain.missing.unknown", of=count(item.named, kind, t))
    if elsewhere := item.elsewhere(found.core):
        return t("plain.missing.elsewhere", missing=count(elsewhere, kind, t), core=core)
    if ways is None:
        return t(f"plain.missing.complete{'_firms' if kind == 'firms' else ''}")
    turns = key(found) != _key(found.verdict)
    return t(
        f"plain.missing.{'turns' if turns else 'stays'}",
        missing=count(ways.missing, kind, t),
        core=core,
        of=count(ways.highest.of, kind, t),
        low=count(ways.lowest.n, kind, t),
        high=count(ways.highest.n, kind, t),
    )


def shares(atlas: Atlas, view: View) -> tuple[float, float]:
    """Shares of the core in what is counted and in the benchmark, for an amount."""
    core = list(asked.core(atlas, view))
    amounts = subjects.by_city(atlas, asked.of_view(atlas, view), "lead")
    against = bases.shares(atlas, asked.base(atlas, view))
    return float(amounts[core].sum() / amounts.sum()), float(against[core].sum())


def _amount(atlas: Atlas, view: View, subject: str, t: Words) -> Said:
    """Shares only: an amount has no dots that could lie elsewhere by chance."""
    held, due = shares(atlas, view)
    side = "same" if abs(held - due) < _SAME_SHARE else "more" if held > due else "fewer"
    base = base_words(view.concentration.base, t)
    claim = t(
        f"plain.amount.{side}",
        core=asked.names(atlas, view, t).core,
        subject=subject,
        base=base,
        share=t.percent(held, 1),
        base_share=t.percent(due, 1),
    )
    read = t(
        "plain.amount.read",
        core=core_words(asked.core(atlas, view), atlas, t),
        base=base,
        side=t(f"plain.amount.side_{'more' if held >= due else 'fewer'}"),
        points=t.number(abs(held - due) * 100, 1),
    )
    return claim, (read, t("plain.amount.complete", n=len(bases.units(atlas))))


def notes(atlas: Atlas, view: View, t: Words) -> tuple[str, ...]:
    """The same with its numbers and its method, for who is asked about it."""
    found = question(atlas, view)
    if found is None:
        return ()
    said = asked.names(atlas, view, t)
    title, text = wording.unnamed(found, said, t)
    return (
        wording.headline(found, said, t),
        wording.sentence(found, said, t),
        wording.sure(found, said, t),
        t("sheets.choice", name=title, value=text),
    )


def ways(atlas: Atlas, view: View, t: Words) -> tuple[tuple[str, View], ...]:
    """Other ways of asking, in words and as views: by city, another benchmark, other lists."""
    base, own = view.concentration.base, asked.chosen(view)
    other = "gdp" if base != "gdp" else "population"
    found = [
        (t("plain.ways.cities"), view.replace(depth="expert")),
        (t("plain.ways.base", base=base_words(other, t)), view.replace(base=other)),
    ]
    for code in (_of(atlas, findings.COUNTY), robustness.contrast(atlas), subjects.DEFAULT):
        if code and code != own:
            label = t("plain.ways.list", subject=subjects.label(atlas, code, t))
            found.append((label, view.replace(count=code)))
    return tuple(found[:_WAYS])


def _of(atlas: Atlas, programme: str) -> str:
    """Code of the named list of a programme; empty where nobody is named."""
    return f"named.{programme}" if len(counts.named(atlas, programme)) else ""


def source_line(atlas: Atlas, view: View, t: Words) -> str:
    """Where what is counted and the benchmark come from."""
    item, base = asked.of_view(atlas, view), asked.base(atlas, view)
    own = wording.own_sources(atlas, item, t)
    against = t.join(provenance.source_names(atlas, base.source_ids, t))
    told = [
        t("plain.source_of", what=subject_words(atlas, view, t), titles=t.join(own)),
        t("plain.source_of", what=wording.base_words(base, t), titles=against) if against else "",
    ]
    return t("plain.source", sources=t.clauses(filter(None, told)))
