"""What a list came to, in words: for a terminal, and line by line for the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.data.atlas import Atlas
from geo.data.problems import visible
from geo.own import matching
from geo.own.adding import Effect
from geo.own.listing import Listing
from geo.own.matching import Member
from geo.own.places import Place
from geo.record.counts import Coverage
from geo.record.naming import area_names, names
from geo.words import Words

_LONGEST = 60


def place(atlas: Atlas, where: Place, t: Words) -> str:
    """City, county and zone of a place."""
    areas = area_names(atlas, t)
    parts = [t.join(areas[city] for city in where.cities)]
    parts += [areas[where.county]] if where.county else []
    parts += [names(atlas, "zones", t)[where.zone]] if where.zone else []
    return " · ".join(dict.fromkeys(filter(None, parts)))


def how_sure(where: Place, t: Words) -> str:
    """How sure a place is, and what it rests on."""
    return t(
        "own.sure.line",
        sure=t(f"own.sure.{where.sure}"),
        found=t(f"own.found.{where.found}"),
        said=visible(where.said),
    )


def refusal(one: Member, t: Words) -> str:
    """Row, column and value of a member that is not accepted, why, and what to do about it."""
    parts = [t("atlas.where.row", row=one.entry.row)]
    parts += [t("atlas.where.column", column=t(f"own.column.{one.column}"))]
    said = one.value or one.entry.name
    if said:
        short = said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
        parts.append(t("atlas.where.value", value=short))
    return t(
        "atlas.line",
        where=visible(t.join(parts)),
        what=t(f"own.refused.{one.reason}.what"),
        remedy=t(f"own.refused.{one.reason}.remedy"),
    )


def fit(members: Sequence[Member], known: Coverage, t: Words) -> str:
    """How the length of a list compares with the official number."""
    n = sum(one.reason != "nameless" for one in members)
    if known.official is None:
        return t("own.fit.unknown", n=n)
    key = "equal" if n == known.official else "fewer" if n < known.official else "more"
    return t(
        f"own.fit.{key}",
        n=n,
        official=known.official,
        year=known.year or "",
        differ=abs(n - known.official),
    )


def report(
    atlas: Atlas,
    read: Listing,
    members: Sequence[Member],
    effect: Effect,
    apart: Sequence[int],
    t: Words,
) -> str:
    """All of it, for a terminal."""
    lines = [*_read(read, t), "", *found(atlas, members, apart, t)]
    before, after = effect.before, effect.after
    lines += ["", t("own.told.count", before=before.named, after=after.named, of=_of(after, t))]
    lines.append(fit(members, after, t))
    lines += ["", t("own.told.claims" if effect.claims else "own.told.no_claims")]
    for claim in effect.claims:
        lines += [f"  {t(f'{claim.page}.page')}", f"    - {claim.old}", f"    + {claim.new}"]
    return "\n".join(lines)


def _of(known: Coverage, t: Words) -> str:
    return t("own.told.no_official") if known.official is None else t.number(known.official)


def _read(read: Listing, t: Words) -> Iterator[str]:
    yield t("own.told.read", n=len(read.entries) + len(read.nameless))
    for heading, meaning in read.columns:
        taken = t(f"own.column.{meaning}") if meaning else t("own.told.not_used")
        yield f"  {visible(heading)} → {taken}"
    for key, texts in (("titles", read.titles), ("notes", read.notes)):
        if texts:
            yield t(f"own.told.{key}", texts=visible(t.join(texts)))
    if read.odd:
        yield t("own.odd", n=len(read.odd))
        yield from (f"  {line}" for line in odd(read, t))


def odd(read: Listing, t: Words) -> Iterator[str]:
    """Rows that are not written as they should be, shortened to what a line holds."""
    for fault in read.odd:
        value = fault.value or ""
        short = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        yield replace(fault, value=short or None).text(t.lang)


def found(atlas: Atlas, members: Sequence[Member], apart: Sequence[int], t: Words) -> Iterator[str]:
    """Members by what they are, each kind with its number."""
    clusters = names(atlas, "clusters", t)
    counted = matching.counted(members)
    for verdict, number in counted.items():
        yield t(f"own.verdict.{verdict}", n=number)
        for one in members:
            if one.verdict != verdict:
                continue
            row = t("atlas.where.row", row=one.entry.row)
            name = visible(one.entry.name)
            if verdict == "probable":
                key = "own.told.apart" if one.entry.number in apart else "own.told.alike"
                yield "  " + t(
                    key, number=one.entry.number, row=row, name=name, other=clusters[one.cluster_id]
                )
            elif verdict == "new":
                where = f"{place(atlas, one.place, t)} · {how_sure(one.place, t)}"
                chain = one.industry.chain
                made = names(atlas, "chains", t)[chain] if chain else t("own.told.no_chain")
                yield "  " + t("own.told.new", row=row, name=name, place=where, chain=made)
            elif verdict == "refused":
                yield "  " + refusal(one, t)
