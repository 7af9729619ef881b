"""The second step: what each member of the list is, and what of it can be set right."""

from __future__ import annotations

from functools import partial
from hashlib import blake2s
from typing import Any

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.own import adding, ids, matching, told
from geo.own.drafts import Draft
from geo.own.matching import Member
from geo.own.places import Place
from geo.record import counts
from geo.record.naming import area_names, names
from geo.words import Words
from pages.parts import cards
from pages.parts.own import work
from pages.parts.register import shown
from pages.parts.shell.frame import Frame

#: Reasons that go away when the reader sets name or place.
_MENDED = ("no_place", "against", "too_long", "twice")
_PARTS = ("title", "issuer", "date")
_HEIGHT = 420
#: Most characters of what is said of the source.
_LONGEST = 200


def draw(page: Frame, draft: Draft, members: tuple[Member, ...]) -> None:
    """How many are what; those to decide on, those that are new, those that are not accepted."""
    atlas, t = page.atlas, page.t
    counted = matching.counted(members)
    head = t("own.check_counts", **{verdict: t.number(n) for verdict, n in counted.items()})
    cards.show(shown.step(2, t("own.check"), head))
    known = counts.coverage(atlas, draft.programme)
    cards.show(element("p", told.fit(members, known, t), css="own-fit"))
    _source(draft, t)
    if odd := draft.listing.odd:
        lines = cards.listed(told.odd(draft.listing, t), css="own-refused")
        cards.show(cards.folded(t("own.odd", n=len(odd)), lines, css="own-same"))
    probable = [one for one in members if one.verdict == "probable"]
    if probable:
        cards.show(cards.heading(t("own.verdict.probable", n=len(probable)), 3, "own-small"))
        for one in probable:
            _side_by_side(atlas, draft, one, t)
    open_ = [one for one in members if one.verdict == "new" or one.reason in _MENDED]
    if open_:
        _editor(atlas, draft, open_, t)
    refused = [one for one in members if one.verdict == "refused"]
    if refused:
        cards.show(cards.heading(t("own.verdict.refused", n=len(refused)), 3, "own-small"))
        cards.show(cards.listed((told.refusal(one, t) for one in refused), css="own-refused"))
    same = [one for one in members if one.verdict == "same"]
    if same:
        cards.show(_same(atlas, same, t))
    if draft.corrected:
        st.button(t("own.undo_corrections"), key="own_untouched", on_click=_untouched)


def _source(draft: Draft, t: Words) -> None:
    """Title, issuer and date of the list."""
    for part, column in zip(_PARTS, st.columns([3, 2, 1.4]), strict=True):
        key = f"own_source_{part}"
        if key not in st.session_state:
            st.session_state[key] = getattr(draft.source, part)
        with column:
            st.text_input(
                t(f"own.form.{part}"), key=key, max_chars=_LONGEST, on_change=_sourced,
                args=(part, key),
            )  # fmt: skip
    if draft.source.date and not adding.date_known(draft.source.date):
        cards.notice(t("own.no_date"))


def _sourced(part: str, key: str) -> None:
    """Callback: one part of the source; a list is never without a title."""
    draft, text = work.draft(), str(st.session_state[key]).strip()
    if draft and (text or part != "title"):
        work.keep(work.sourced(draft, **{part: text}))


def _side_by_side(atlas: Atlas, draft: Draft, one: Member, t: Words) -> None:
    """A member and the cluster that it probably is."""
    cluster = names(atlas, "clusters", t)[one.cluster_id]
    known = t.join(matching.known_as(atlas, one.cluster_id))
    left, right = st.columns([3, 1.3], vertical_alignment="center")
    with left:
        pair = [
            (t("own.in_list"), one.entry.name),
            (t("own.on_record"), f"{cluster} · {known}" if t.lang == "en" else known),
        ]
        cards.show(cards.terms(pair, css="own-pair"))
    with right:
        key = f"own_same_{one.entry.number}_{one.entry.name}"
        number = one.entry.number
        st.checkbox(
            t("own.is_same"), value=number not in draft.apart, key=key,
            on_change=_apart, args=(number, key),
        )  # fmt: skip


def _apart(number: int, key: str) -> None:
    """Callback: whether a member is the cluster that it seems to be."""
    if draft := work.draft():
        work.keep(draft.telling_apart(number, not st.session_state[key]))


def _editor(atlas: Atlas, draft: Draft, open_: list[Member], t: Words) -> None:
    """Table of members to be added, in which names, place and chain can be set."""
    cities, counties = _cities(atlas), _counties(atlas)
    chains = names(atlas, "chains", t)
    table = pd.DataFrame(
        {
            "name": [one.entry.name for one in open_],
            "english": [one.entry.english or ids.latin(one.entry.name) for one in open_],
            "city": [
                cities.get(one.place.cities[0]) if one.place.cities else None for one in open_
            ],
            "county": [counties.get(one.place.county or 0) for one in open_],
            "chain": [chains.get(one.industry.chain or "") for one in open_],
            "sure": [
                told.how_sure(one.place, t) if one.place.cities and not one.place.against else "—"
                for one in open_
            ],
        }
    )
    new = sum(one.verdict == "new" for one in open_)
    cards.show(cards.heading(t("own.verdict.new", n=new), 3, "own-small"))
    cards.show(cards.how_to_read(t("own.edit_reading")))
    column = st.column_config
    # What is set is in the table of the next run, which therefore is another one.
    said = repr((draft.placed, draft.chains, draft.called)).encode()
    key = f"own_edit_{blake2s(said, digest_size=6).hexdigest()}"
    st.data_editor(
        table,
        key=key,
        hide_index=True,
        placeholder="",
        height=min(_HEIGHT, 38 + 35 * len(table)),
        disabled=["sure"],
        column_config={
            "name": column.TextColumn(
                t("own.column.name"), width=190, required=True, max_chars=matching.LONGEST
            ),
            "english": column.TextColumn(t("own.column.english"), width=140, max_chars=_LONGEST),
            "city": column.SelectboxColumn(
                t("own.column.city"), options=list(cities.values()), width=100
            ),
            "county": column.SelectboxColumn(
                t("own.column.county"), options=list(counties.values()), width=110
            ),
            "sure": column.TextColumn(t("own.how_sure")),
            "chain": column.SelectboxColumn(
                t("own.column.chain"), options=list(chains.values()), width=120
            ),
        },
        on_change=partial(_edited, atlas, open_, key, t),
    )


def _cities(atlas: Atlas) -> dict[int, str]:
    return {int(code): str(name) for code, name in atlas.cities["name_zh"].items()}


def _counties(atlas: Atlas) -> dict[int, str]:
    """Counties with their cities, but not those cities that have none."""
    short = area_names(atlas, Words("zh"))
    table = atlas.counties
    rows = table[table["city_adcode"] != table.index]
    return {
        int(row.Index): f"{short[row.city_adcode]} · {row.name_zh}" for row in rows.itertuples()
    }


def _edited(atlas: Atlas, open_: list[Member], key: str, t: Words) -> None:
    """Callback: cells that the reader has set."""
    draft = work.draft()
    if draft is None:
        return
    for row, cells in st.session_state[key]["edited_rows"].items():
        if not 0 <= int(row) < len(open_):
            continue
        one = open_[int(row)]
        if {"name", "english"} & set(cells):
            given = {key: str(cells[key] or "") for key in ("name", "english") if key in cells}
            draft = draft.calling(one.entry.number, **given)
        if {"city", "county"} & set(cells):
            draft = draft.at(one.entry.number, _place(atlas, one.place, cells))
        if "chain" in cells:
            codes = {name: code for code, name in names(atlas, "chains", t).items()}
            draft = draft.making(one.entry.number, codes.get(cells["chain"], ""))
    work.keep(draft)


def _place(atlas: Atlas, before: Place, cells: dict[str, Any]) -> Place:
    """The place that a reader has set: a county tells its city, another city has other counties."""
    cities = {name: code for code, name in _cities(atlas).items()}
    counties = {name: code for code, name in _counties(atlas).items()}
    if county := counties.get(cells.get("county") or ""):
        return Place((int(atlas.counties.at[county, "city_adcode"]),), county, said=cells["county"])
    city = cities.get(cells.get("city") or "")
    if city:
        return Place((city,), said=cells["city"])
    return Place(before.cities, said=before.said) if "county" in cells else Place()


def _same(atlas: Atlas, same: list[Member], t: Words) -> Any:
    clusters = names(atlas, "clusters", t)
    items = (
        f"{one.entry.name} = {clusters[one.cluster_id]}"
        if one.entry.name != clusters[one.cluster_id]
        else one.entry.name
        for one in same
    )
    return cards.folded(t("own.verdict.same", n=len(same)), cards.listed(items), css="own-same")


def _untouched() -> None:
    """Callback: the list as it was read."""
    if draft := work.draft():
        work.keep(draft.untouched())
