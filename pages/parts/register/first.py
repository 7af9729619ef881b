"""The first step: a file is put in, or the sample."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from geo.look.html import element
from geo.words import Words
from pages.parts import cards
from pages.parts.register import shown, upload, work, working
from pages.parts.register.upload import Upload
from pages.parts.register.work import Bench
from pages.parts.shell import state, visit
from pages.parts.shell.frame import Frame


def draw(page: Frame) -> None:
    """What a file is put in by, how far the work with it is, and what came of it."""
    t, step = page.t, work.bench()
    cards.show(shown.step(1, t("workbench.put_in"), t("workbench.put_in_reading")))
    if step:
        _file(step, t)
    upload.draw(
        t,
        "bench_upload",
        t("workbench.other_file" if step else "workbench.choose"),
        keep=_keep(step),
        on_come=lambda file, kept: _begin(file, kept, t),
    )
    working.draw(t)
    cards.notice(work.fault(t.lang))
    with st.container(key="bench_first", horizontal=True, gap="small"):
        if step is None:
            st.button(t("workbench.sample"), key="bench_sample", on_click=_sample, args=(t,))
        else:
            st.button(t("workbench.undo"), key="bench_undo", on_click=work.undo)
            st.button(t("workbench.clear"), key="bench_clear", on_click=work.clear)


def _file(step: Bench, t: Words) -> None:
    """The file that lies on the workbench."""
    reading = step.taken.reading
    size = t(
        "workbench.size", rows=t.number(reading.rows + reading.refused),
        columns=t.number(len(reading.columns)),
    )  # fmt: skip
    told = element("div", element("b", step.taken.file), element("span", size))
    cards.show(element("div", told, element("small", t("workbench.private")), css="bench-file"))


def _keep(step: Bench | None) -> dict[str, Any] | None:
    """What the browser keeps for the next file with the same heading: what the reader has said."""
    if step is None or step.report is None or not step.confirmed:
        return None
    return {"key": step.key, "of": dict(step.columns.of), "datum": step.columns.datum}


def _begin(file: Upload, kept: Mapping[str, Any], t: Words) -> None:
    work.begin(visit.begun(), state.shipped(), file, kept, t)


def _sample(t: Words) -> None:
    """Callback: the sample, as if it had been sent."""
    work.try_sample(state.shipped(), t)
