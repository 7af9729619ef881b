"""The workbench of a register: four steps on one page, from a file to every map."""

from __future__ import annotations

import streamlit as st

from pages.parts import cards
from pages.parts.register import (
    first,
    fourth,
    industries,
    keeping,
    remote,
    second,
    shown,
    third,
    work,
)
from pages.parts.register.work import Bench
from pages.parts.shell.frame import Frame


def draw(page: Frame) -> None:
    """Head and steps."""
    if work.settle():
        st.rerun()
    t, step = page.t, work.bench()
    cards.style("register")
    with page.head:
        cards.show(cards.headline(_claim(page, step), t))
        cards.show(cards.how_to_read(t("workbench.lead")))
    with page.below:
        left, right = st.columns([1, 1.1], gap="medium")
        with left, st.container(key="bench_left"):
            first.draw(page)
            if step:
                second.draw(page, step)
            else:
                cards.show(shown.step(2, t("workbench.columns"), t("workbench.columns_none")))
            if step and step.report:
                third.contradictions(page, step.report)
        with right, st.container(key="bench_right"):
            if step and step.report:
                third.draw(page, step, step.report)
                industries.draw(page, step, step.report)
            else:
                cards.show(shown.step(3, t("workbench.report"), t("workbench.report_none")))
                cards.show(shown.step(4, t("workbench.use_step"), t("workbench.use_none")))
            fourth.draw(page, step)
            keeping.draw(page)
            remote.draw(page)
            cards.notice(work.remark())


def _claim(page: Frame, step: Bench | None) -> str:
    t = page.t
    if step is None:
        return t("workbench.headline_none")
    if step.report is None:
        datum = step.fault is not None and step.fault.fault.kind == "datum_doubt"
        key = "workbench.headline_datum" if datum else "workbench.headline_doubt"
        return t(key, rows=t.number(step.taken.reading.rows))
    confirm = shown.parts(step.report, by_name=step.settled.county == "name")["confirm"]
    return t(
        "workbench.headline_check" if confirm else "workbench.headline",
        rows=t.number(step.report.rows), firms=t.number(step.firms), confirm=t.number(confirm),
    )  # fmt: skip
