"""What a scheme says in one sentence, computed and worded from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from geo.data.atlas import Atlas
from geo.questions.layout.changes import Change
from geo.questions.layout.comparison import Measure
from geo.questions.layout.schemes import Region, Scheme
from geo.record import status
from geo.record.naming import listed
from geo.words import Words, catalogue


def short(region: Region, t: Words) -> str:
    """Short name of a region."""
    return _short(f"layout.region.{region.region_id}", region.name_zh, region.name_en, t)


def scheme_word(scheme: Scheme, t: Words) -> str:
    """Short name of a scheme."""
    return _short(f"layout.scheme.{scheme.scheme_id}", scheme.name_zh, scheme.name_en, t)


def status_word(atlas: Atlas, scheme: Scheme, t: Words) -> str:
    """Whether a scheme is in force, as the dictionary words it."""
    return status.word(atlas, "schemes", scheme.scheme_id, t)


def number_word(region: Region, t: Words) -> str:
    """Number of members."""
    one = len(region.members) == 1
    return t("layout.members_1" if one else "layout.members_n", n=len(region.members))


def _called(region: Region, t: Words) -> str:
    """What a sentence calls a region: by its members where it has a name of that kind."""
    key = f"layout.name.{region.region_id}"
    return t(key) if key in catalogue() else short(region, t)


def members_word(atlas: Atlas, region: Region, t: Words) -> str:
    """What a region is called by its members, and their number if there are several."""
    key = f"layout.members.{region.region_id}"
    if len(region.members) == 1:
        return t(key) if key in catalogue() else listed(atlas, region.members, t)
    number = number_word(region, t)
    return f"{t(key)} · {number}" if key in catalogue() else number


def _short(key: str, name_zh: str, name_en: str, t: Words) -> str:
    if key in catalogue():
        return t(key)
    return name_zh if t.lang == "zh" else name_en


def headline(atlas: Atlas, scheme: Scheme, t: Words) -> str:
    """The sentence on top: who is where, and who is nowhere."""
    regions = t.join(
        t("layout.headline.region", region=_called(region, t), n=len(region.members))
        for region in scheme.regions
    )
    fields = {
        "scheme": scheme_word(scheme, t),
        "year": scheme.year,
        "regions": regions,
        "n": len(scheme.cities),
        "inside": len(scheme.inside),
        "rest": len(scheme.rest),
    }
    leads = [region.lead for region in scheme.regions if region.role == "lead" and region.lead]
    wings = [region.lead for region in scheme.regions if region.role == "wing" and region.lead]
    if scheme.complete and leads and wings:
        lead, wing = listed(atlas, leads, t), listed(atlas, wings, t)
        count = f"layout.count.{len(scheme.regions)}"
        number = t(count) if count in catalogue() else str(len(scheme.regions))
        return t("layout.headline.wings", lead=lead, wings=wing, count=number, **fields)
    if scheme.complete:
        return t("layout.headline.whole", **fields)
    if scheme.open:
        return t("layout.headline.unknown", **fields)
    return t("layout.headline.part", **fields)


def weight(scheme: Scheme, measures: dict[str, Measure], t: Words) -> str:
    """How the first region's share of clusters compares with its share of residents."""
    first = scheme.regions[0]
    people = measures["population"].share(first.region_id)
    clusters = measures["key_growth"].share(first.region_id)
    assert people is not None and clusters is not None
    return t(
        "layout.finding.weight",
        region=_called(first, t),
        people=t.percent(people),
        clusters=t.percent(clusters),
    )


def told(atlas: Atlas, found: Iterable[Change], against: Scheme, t: Words) -> list[tuple[str, str]]:
    """Kind of each change to another scheme and its sentence, one for each kind."""
    by_kind: dict[str, list[Change]] = {}
    for change in found:
        by_kind.setdefault(change.kind, []).append(change)
    lines = []
    for kind, changes in by_kind.items():
        cities = [adcode for change in changes for adcode in change.cities]
        names = listed(atlas, cities, t)
        scheme = scheme_word(against, t)
        line = t(f"layout.change.{kind}", n=len(cities), cities=names, scheme=scheme)
        lines.append((kind, line))
    return lines


def measure_name(atlas: Atlas, measure: Measure, t: Words) -> str:
    """Name of a measure of regions."""
    key = f"layout.measure.{measure.code}"
    if key in catalogue():
        return t(key)
    return t.name(atlas.by_key("programmes").loc[measure.code])
