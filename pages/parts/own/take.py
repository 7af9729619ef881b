"""The first step: what the list is of, and where it comes from."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from geo.data.atlas import Atlas, AtlasError
from geo.foreign.faults import UnreadableError
from geo.own import drafts, keeping, taken, template
from geo.own.samples import Sample, samples
from geo.record import clusters, counts
from geo.record.filenames import table_name
from geo.record.naming import names
from geo.words import Words
from pages.parts import cards
from pages.parts.own import work
from pages.parts.register import shown
from pages.parts.shell import state, visit
from pages.parts.shell.frame import Frame

_FILE, _KEPT = "own_file", "own_kept"
#: Largest file that the browser may send, in megabytes.
_MOST = 1
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(page: Frame) -> None:
    """Programme and year; pasted, sent, sample or saved."""
    atlas, t = page.atlas, page.t
    cards.show(shown.step(1, t("own.take"), t("own.take_reading")))
    _what(atlas, t)
    st.text_area(t("own.paste"), key=work.TEXT, height=150, placeholder=t("own.paste_form"))
    with st.container(key="own_read_row", horizontal=True, gap="small"):
        st.button(t("own.read"), key="own_read", type="primary", on_click=_pasted, args=(atlas, t))
        if work.draft() is not None:
            st.button(t("own.clear"), key="own_clear", on_click=_clear)
        if work.before():
            st.button(t("own.step_back"), key="own_step_back", on_click=work.step_back)
    st.file_uploader(
        t("own.file"),
        type=["xlsx", "csv", "txt"],
        key=_FILE,
        max_upload_size=_MOST,
        on_change=_sent,
        args=(atlas, t),
    )
    cards.notice(work.fault())
    cards.show(cards.heading(t("own.samples"), 3, "own-small"))
    with st.container(key="own_samples", horizontal=True, gap="small"):
        for sample in samples(atlas, t.lang):
            st.button(
                t(f"own.sample.{sample.form}"),
                key=f"own_sample_{sample.form}",
                on_click=_sample,
                args=(atlas, sample, t),
            )
        st.download_button(
            t("own.template.get"),
            partial(template.workbook, atlas, t),
            table_name(t("own.template.name"), "list-template", "xlsx", date.today(), t),
            _XLSX,
            key="own_template",
            on_click="ignore",
        )
    st.file_uploader(
        t("own.load"),
        type=["xlsx", "zip"],
        key=_KEPT,
        max_upload_size=_MOST,
        on_change=_loaded,
        args=(atlas, t),
    )


def _what(atlas: Atlas, t: Words) -> None:
    """What the list is of."""
    codes = [str(code) for code in clusters.programmes(atlas).index]
    called = names(atlas, "programmes", t)
    code = work.programme(atlas)
    # What a widget is given is kept only as long as it is drawn; these outlive other pages.
    st.session_state[work.PROGRAMME] = code
    current = work.draft()  # which outlasts a reload
    known = current.year if current else work.year_of(atlas, code)
    st.session_state[work.YEAR] = st.session_state.get(work.YEAR) or known

    def label(code: str) -> str:
        known = counts.coverage(atlas, code)
        return f"{called[code]} · {known.text(t)}"

    left, right = st.columns([3, 1])
    with left:
        st.selectbox(
            t("own.form.programme"), codes, format_func=label, key=work.PROGRAMME,
            on_change=_programme, args=(atlas,),
        )  # fmt: skip
    with right:
        st.number_input(
            t("own.column.year"), 1990, 2100, step=1, key=work.YEAR,
            on_change=_of, args=(atlas,),
        )  # fmt: skip


def _programme(atlas: Atlas) -> None:
    """Callback: a list of something else, whose year is another one."""
    st.session_state[work.YEAR] = work.year_of(atlas, work.programme(atlas))
    _of(atlas)


def _of(atlas: Atlas) -> None:
    """Callback: programme and year of the list that is worked on."""
    if draft := work.draft():
        code = work.programme(atlas)
        year = int(st.session_state[work.YEAR] or work.year_of(atlas, code))
        work.keep(replace(draft, programme=code, year=year))


def _pasted(atlas: Atlas, t: Words) -> None:
    """Callback: read what was pasted."""
    try:
        listing = taken.from_text(atlas, st.session_state.get(work.TEXT, ""))
    except UnreadableError as error:
        work.fault(error.text(t.lang))
        return
    work.begin(atlas, listing, t("own.pasted_title"), t)


def _sent(atlas: Atlas, t: Words) -> None:
    """Callback: read the file that was sent; it is kept nowhere."""
    file = st.session_state.get(_FILE)
    if file is None:
        return
    with tempfile.TemporaryDirectory(prefix="hubei-clusters-") as folder:
        path = Path(folder, "list").with_suffix(Path(file.name).suffix)
        path.write_bytes(file.getvalue())
        try:
            listing = taken.from_file(atlas, path)
        except UnreadableError as error:
            work.fault(error.text(t.lang, file.name))
            return
    work.begin(atlas, listing, Path(file.name).stem, t)


def _sample(atlas: Atlas, sample: Sample, t: Words) -> None:
    """Callback: a sample as if it had been pasted."""
    st.session_state[work.TEXT] = sample.text
    listing = taken.from_text(atlas, sample.text)
    title = t("own.sample.title")
    work.begin(atlas, listing, title, t, programme=sample.programme, year=sample.year)


def _loaded(atlas: Atlas, t: Words) -> None:
    """Callback: lists that were saved before take the place of those in use."""
    file = st.session_state.get(_KEPT)
    if file is None:
        return
    try:
        visit.use(drafts.opened(atlas, keeping.loaded(file.getvalue())))
    except keeping.ArchiveError:
        work.fault(t("own.load_fault"))
    except AtlasError as error:
        work.fault(error.text(t.lang))
    else:
        work.done(len(visit.used()))
        state.hold()
        cards.toast(t("own.loaded"))


def _clear() -> None:
    """Callback: nothing is worked on."""
    work.keep(None)
    st.session_state[work.TEXT] = ""
