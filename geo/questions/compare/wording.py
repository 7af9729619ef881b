"""Names of what is compared, of the figures, and the sentence on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geo.questions.compare.outside as outside
from geo.data.atlas import Atlas
from geo.questions.compare.figure import Figure
from geo.questions.compare.selection import Choice
from geo.questions.compare.units import LEAST, Unit
from geo.record import clusters
from geo.record.naming import area_names, region_in_sentence, region_name
from geo.record.statistics import INDICATORS
from geo.words import Words, catalogue
from geo.words import units as quantities


def unit_name(atlas: Atlas, unit: Unit, t: Words) -> str:
    """Short name of a unit."""
    if unit.kind == "city":
        return str(area_names(atlas, t)[int(unit.code)])
    if unit.kind == "region":
        return region_name(atlas, unit.code, t)
    return unit.name_zh if t.lang == "zh" else unit.name_en


def in_sentence(atlas: Atlas, unit: Unit, t: Words) -> str:
    """Name of a unit as a sentence has it."""
    if unit.kind == "region":
        return region_in_sentence(atlas, unit.code, t)
    return unit_name(atlas, unit, t)


def full_name(atlas: Atlas, unit: Unit, t: Words) -> str:
    """Short name of a unit, with its province where that is another one."""
    name = unit_name(atlas, unit, t)
    if unit.kind != "outside":
        return name
    province = outside.names(atlas).at[unit.code, f"province_{t.lang}"]
    return t("compare.with_province", name=name, province=province)


def listed(atlas: Atlas, units: Sequence[Unit], t: Words) -> str:
    """Names of some units."""
    return t.series(unit_name(atlas, unit, t) for unit in units)


def figure_name(atlas: Atlas, figure: Figure, t: Words) -> str:
    """Name of a figure."""
    if figure.code in INDICATORS:
        return t(f"statistics.{figure.code}")
    programmes = clusters.programmes(atlas)
    if figure.coverage is not None and figure.code in programmes.index:
        return t("compare.figure.named", programme=t.name(programmes.loc[figure.code]))
    if figure.code in programmes.index:
        return t.name(programmes.loc[figure.code])
    return t(f"compare.figure.{figure.code}")


def value(figure: Figure, code: str, t: Words) -> str:
    """Value of a unit; one that may be higher says so."""
    number = printed(figure, figure.values[code], t)
    return t("compare.at_least", value=number) if code in figure.at_least else number


def measure(figure: Figure, t: Words) -> str:
    """Unit of a figure in words."""
    own = f"compare.unit.{figure.unit}"
    return t(own) if own in catalogue() else quantities.unit_name(figure.unit, t)


def printed(figure: Figure, value: float | None, t: Words) -> str:
    """A value of a figure in the unit that its head names."""
    return quantities.number(
        float("nan") if value is None else value, figure.unit, t, figure.digits
    )


def years(figure: Figure, t: Words) -> str:
    """Year or years of a figure; empty where it is of none in particular."""
    if figure.year is None:
        return t("compare.years_mixed") if figure.code == "area" else ""
    if figure.coverage is not None:
        return t("compare.years_official", year=figure.year)
    if figure.per_year and figure.per_year != figure.year:
        return t("compare.years_per", year=figure.year, per=figure.per_year)
    return t("compare.years", year=figure.year)


def versus(figure: Figure, code: str, t: Words) -> str:
    """A unit against the province, in words."""
    found = figure.versus(code)
    if found is None:
        return ""
    kind, value = found
    if kind == "share":
        return t(
            f"compare.versus.{'record' if figure.recorded else 'share'}", value=_share(value, t)
        )
    text = f"{abs(value):.1f}" if kind == "points" else f"{value:.1f}"
    if text == ("0.0" if kind == "points" else "1.0"):
        return t("compare.versus.level")
    if kind == "points":
        return t(f"compare.versus.{'above' if value > 0 else 'below'}", value=text)
    return t("compare.versus.ratio", value=text)


def _share(value: float, t: Words) -> str:
    return t.percent(value, 1 if 0 < value < 0.1 else 0)


def headline(atlas: Atlas, chosen: Choice, figures: Sequence[Figure], t: Words) -> str:
    """What differs most: product of places, places of chains."""
    by_code = {figure.code: figure for figure in figures}
    name = {unit.code: in_sentence(atlas, unit, t) for unit in chosen.units}
    if len(chosen.units) < LEAST:
        return t("compare.headline.single", name=t.join(name.values()))
    if "own_firms" in by_code and (told := _by_firms(by_code["own_firms"], name, t)):
        return told
    if chosen.kind == "outside" and "gdp" in by_code:
        return _beside_others(chosen, by_code["gdp"], name, t)
    kind = t(f"compare.kind.{chosen.kind}")
    even = t("compare.headline.even", n=len(name), kind=kind if t.lang == "zh" else kind.lower())
    main = by_code["chain_cities" if chosen.kind == "chain" else "gdp"]
    known = {code: value for code, value in main.values.items() if value is not None}
    if not known or max(known.values()) == min(known.values()):
        return even
    first, last = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    if chosen.kind == "chain":
        number = by_code["clusters"].values
        return t(
            "compare.headline.chain",
            first=name[first],
            last=name[last],
            most=f"{known[first]:.0f}",
            least=f"{known[last]:.0f}",
            first_clusters=f"{number[first] or 0:.0f}",
            last_clusters=f"{number[last] or 0:.0f}",
        )
    heads = by_code["gdp_per_head"].values
    one, two = heads[first], heads[last]
    if one is None or two is None:
        return even
    ratio = f"{one / two:.1f}"
    said = t(
        "compare.headline.place_even" if ratio == "1.0" else "compare.headline.place",
        first=name[first],
        last=name[last],
        ratio=f"{known[first] / known[last]:.1f}",
        head=ratio,
        year=main.year,
    )
    return said[0].upper() + said[1:]  # an article may stand first


def _by_firms(firms: Figure, name: Mapping[str, str], t: Words) -> str:
    """Who has most of the reader's own firms, and who fewest; empty where all have as many."""
    number = {code: value or 0.0 for code, value in firms.values.items()}
    first, last = max(number, key=number.__getitem__), min(number, key=number.__getitem__)
    if number[first] == number[last]:
        return ""
    return t(
        "compare.headline.own_firms", first=name[first], most=t.number(number[first]),
        last=name[last], least=t.number(number[last]),
    )  # fmt: skip


#: Cities outside that a headline names.
_NAMED = 2


def _beside_others(chosen: Choice, gdp: Figure, name: Mapping[str, str], t: Words) -> str:
    """Rank of the first city by product, and how many times that of the others it is."""
    first = chosen.codes[0]
    known = {code: value for code, value in gdp.values.items() if value}
    own = known.get(first)
    if own is None:
        return t("compare.headline.even", n=len(name), kind=t("compare.kind.outside"))
    others = [code for code in chosen.codes[1:] if code in known][:_NAMED]
    told = (
        t("compare.headline.times", name=name[code], ratio=f"{own / known[code]:.1f}")
        for code in others
    )
    return t(
        "compare.headline.outside",
        first=name[first],
        rank=t.ordinal(1 + sum(value > own for value in known.values())),
        n=len(known),
        others=t.join(told),
        year=gdp.year,
    )
