"""What the reader is working on: the list, as it was taken and as it would change the data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from geo.data.atlas import Atlas, AtlasError
from geo.own import adding, drafts, keeping
from geo.own.adding import Effect, Source
from geo.own.drafts import Draft
from geo.own.listing import Listing
from geo.own.matching import Member
from geo.record import clusters, counts
from geo.record.naming import names
from geo.words import LANGUAGES, Words
from pages.parts.shell import visit

_DRAFT = "own_draft"
_BEFORE = "own_before"
_TAKEN = "own_taken"
_FAULT = "own_fault"
_MEMBERS = "own_members"
_PREVIEW = "own_preview"
#: Widgets that say what the list is of, and the one that it is pasted into.
PROGRAMME, YEAR, TEXT = "own_programme", "own_year", "own_text"
#: What the keys of widgets begin with that are filled from the draft.
FILLED = ("own_source_", "own_same_")


@dataclass(frozen=True)
class Preview:
    """What a draft would change."""

    draft: Draft
    atlas: Atlas
    effect: Effect


def draft() -> Draft | None:
    """The list that is worked on."""
    found: Draft | None = visit.kept().get(_DRAFT)
    return found


def keep(changed: Draft | None) -> None:
    """Go on with another draft, or with none; the one before can be had back."""
    if changed != draft():
        _go_on(changed, (*before(), draft()))
    st.session_state.pop(_FAULT, None)


def before() -> tuple[Draft | None, ...]:
    """The drafts before this one, the last step at the end."""
    found: tuple[Draft | None, ...] = visit.kept().get(_BEFORE, ())
    return found


def step_back() -> None:
    """Undo the last step."""
    *rest, last = before()
    _go_on(last, tuple(rest))


def _go_on(current: Draft | None, steps: tuple[Draft | None, ...]) -> None:
    """Work on a draft that came by some steps; what widgets show is taken from it."""
    visit.begun().kept.update({_DRAFT: current, _BEFORE: steps})
    if current:
        st.session_state[PROGRAMME], st.session_state[YEAR] = current.programme, current.year
    for key in [key for key in st.session_state if str(key).startswith(FILLED)]:
        del st.session_state[key]


def members(atlas: Atlas, current: Draft) -> tuple[Member, ...]:
    """What each member of a draft is, found once for each draft and data set."""
    kept: tuple[Atlas, Draft, tuple[Member, ...]] | None = st.session_state.get(_MEMBERS)
    if kept is None or kept[0] is not atlas or kept[1] != current:
        kept = st.session_state[_MEMBERS] = (atlas, current, current.members(atlas))
    return kept[2]


def fault(text: str = "") -> str:
    """What was wrong with what was given last; told anew where a text is given."""
    if text:
        st.session_state[_FAULT] = text
    return str(st.session_state.get(_FAULT, ""))


def begin(atlas: Atlas, listing: Listing, title: str, t: Words, **known: Any) -> None:
    """Begin with a list that was read; what it says of itself is taken from it."""
    if not listing.entries:
        fault(t("own.nothing"))
        return
    said = _said(atlas, listing) | known
    titles = "" if listing.told else "".join(listing.titles)
    source = Source(
        said.get("title") or titles or title, said.get("issuer", ""), said.get("date", "")
    )
    code = said.get("programme") or programme(atlas)
    year = said.get("year") or st.session_state.get(YEAR) or year_of(atlas, code)
    keep(Draft(listing, code, int(year), source))


def _said(atlas: Atlas, listing: Listing) -> dict[str, Any]:
    """What stands above a list under names that the template has."""
    labels = {
        Words(lang)(f"own.form.{part}"): part
        for lang in LANGUAGES
        for part in ("programme", "title", "issuer", "date")
    }
    said = {labels[name]: text for name, text in listing.told if name in labels}
    codes = {
        name: code
        for lang in LANGUAGES
        for code, name in names(atlas, "programmes", Words(lang)).items()
    }
    if "programme" in said:
        said["programme"] = codes.get(said["programme"], "")
    return said


def programme(atlas: Atlas) -> str:
    """What the reader has said that the list is of; what a browser makes up is passed over."""
    current = draft()
    given = st.session_state.get(PROGRAMME) or (current.programme if current else "")
    return str(given) if given in clusters.programmes(atlas).index else first(atlas)


def first(atlas: Atlas) -> str:
    """The programme that lacks most names."""
    codes = [str(code) for code in clusters.programmes(atlas).index]
    known = {code: counts.coverage(atlas, code) for code in codes}
    return max(codes, key=lambda code: (known[code].official or 0) - known[code].named)


def year_of(atlas: Atlas, programme: str) -> int:
    """The year of the official number of a programme, else that of the data."""
    return counts.coverage(atlas, programme).year or int(atlas.data_version[:4])


def preview(atlas: Atlas, current: Draft, t: Words) -> None:
    """Work out what a draft would change; it counts nowhere yet."""
    files = keeping.contents(atlas, current.overlay(atlas))
    try:
        after = drafts.opened(atlas, files)
    except AtlasError as error:
        fault(error.text(t.lang))
        return
    effect = adding.effect(atlas, after, current.programme, t.lang)
    st.session_state[_PREVIEW] = Preview(current, after, effect)


def previewed(current: Draft) -> Preview | None:
    """What a draft would change, if that was worked out of just this draft."""
    found: Preview | None = st.session_state.get(_PREVIEW)
    return found if found is not None and found.draft == current else None


def done(place: int) -> None:
    """The draft is in use as the data set at a place: nothing is worked on."""
    taken: dict[int, tuple[Draft | None, ...]] = visit.begun().kept.setdefault(_TAKEN, {})
    taken[place] = (*before(), draft())
    _go_on(None, ())
    st.session_state[TEXT] = ""
    for name in (_MEMBERS, _PREVIEW, _FAULT):
        st.session_state.pop(name, None)


def reopened(place: int) -> None:
    """Work on the draft again that was in use as the data set at a place, step by step."""
    *rest, last = visit.kept().get(_TAKEN, {}).pop(place, ()) or (None,)
    _go_on(last, tuple(rest))


def sourced(current: Draft, **parts: str) -> Draft:
    """A draft with another source."""
    return replace(current, source=replace(current.source, **parts))
