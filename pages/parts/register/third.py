"""The third step: what became of every row, what contradicts itself, and what was not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from geo.data.problems import visible
from geo.foreign.faults import Fault
from geo.look.html import Content, element
from geo.register.industry import BY
from geo.register.report import Report
from geo.words import Words
from pages.parts import cards
from pages.parts.register import download, shown, upload, work
from pages.parts.register.work import Bench
from pages.parts.shell import state, visit
from pages.parts.shell.frame import Frame

#: Rows of a kind that are shown.
_ROWS = 8


def draw(page: Frame, step: Bench, report: Report) -> None:
    """The report: a bar of all rows, and a line for each part of it."""
    t = page.t
    parts = shown.parts(report, by_name=step.settled.county == "name")
    said = " + ".join(t(f"workbench.share.{code}", n=t.number(n)) for code, n in parts.items() if n)
    told = t("workbench.adds_up", rows=t.number(report.rows), parts=said)
    cards.show(shown.step(3, t("workbench.report"), told))
    cards.show(shown.strip(parts, told))
    cards.show(shown.figures(_lines(report, parts, t)))
    for added in step.added:
        told = t(
            "workbench.added", file=added.file, rows=t.number(added.rows),
            firms=t.number(added.firms), refused=t.number(sum(added.refused.values())),
        )  # fmt: skip
        cards.show(element("p", told, css="bench-line"))
    _noted(report, t)
    _refused(report, t)


def _lines(report: Report, parts: dict[str, int], t: Words) -> list[tuple[str, str, Content]]:
    """Number, what it counts, and more about it."""
    above = {"above": t.number(report.above), "blank": t.number(report.blank)}
    how = _counts(t, "how", report.placed, shown.NAMED)
    mapped = report.firms - report.mapped.get("unknown", 0)
    lines = [
        (report.rows, "read", t("workbench.about.read", **above)),
        (parts["point"], "point", t("workbench.about.point")),
        (parts["confirm"], "confirm", t("workbench.about.confirm")),
        (parts["named"], "named", how),
        (parts["city"], "city", t("workbench.about.city")),
        (parts["refused"], "refused", t.clauses(shown.reasons(report, report.refused, t))),
        (mapped, "mapped", _counts(t, "by", report.mapped, BY)),
    ]
    if report.duplicates:
        lines.append((report.duplicates, "twice", t("workbench.about.twice")))
    always = ("read", "refused", "mapped")
    return [
        (t.number(number), t(f"workbench.part.{code}"), about)
        for number, code, about in lines
        if number or code in always
    ]


def _counts(t: Words, kind: str, counts: Mapping[str, int], order: tuple[str, ...]) -> str:
    return t.clauses(
        f"{t(f'register.{kind}.{code}')} {t.number(counts[code])}"
        for code in order
        if counts.get(code)
    )


def _noted(report: Report, t: Words) -> None:
    """What was noted of rows that were taken."""
    told = {kind: n for kind, n in report.told.items() if kind != "county_differs"}
    if told:
        noted = cards.listed(shown.reasons(report, told, t))
        number = t.number(sum(told.values()))
        cards.show(cards.folded(t("workbench.noted", n=number), noted, css="bench-folded"))


def _refused(report: Report, t: Words) -> None:
    """Rows that were not taken: the first of them, all of them as a file, and the way back in."""
    kinds = set(report.refused)
    rows = [fault for fault in report.faults if fault.kind in kinds]
    if not rows:
        return
    first = cards.listed(fault.text(t.lang) for fault in rows[:_ROWS])
    cards.show(cards.folded(t("workbench.refused_first"), first, css="bench-folded"))
    cards.html(download.link("refused", t("workbench.refused_file"), t))
    cards.show(cards.how_to_read(t("workbench.mend")))
    upload.draw(
        t, "bench_mended", t("workbench.mended"), keep=None,
        on_come=lambda file, _: work.add(visit.begun(), state.shipped(), file, t),
    )  # fmt: skip


def contradictions(page: Frame, report: Report) -> None:
    """Rows whose point lies elsewhere than they say, and what goes first in them."""
    t = page.t
    differ = report.told.get("county_differs", 0)
    against = report.refused.get("contradiction", 0) or report.told.get("settled", 0)
    if not differ and not against:
        return
    cards.show(cards.figure_head(t("workbench.check"), reading=t("workbench.check_how")))
    if differ:
        _settle("county", ("point", "name"), _of(report, "county_differs"), differ, t)
    if against:
        rows = _of(report, "contradiction") or _of(report, "settled")
        _settle("city", ("", "point", "name"), rows, against, t)


def _of(report: Report, kind: str) -> list[Fault]:
    return [fault for fault in report.faults if fault.kind == kind]


def _settle(part: str, ways: tuple[str, ...], rows: list[Fault], number: int, t: Words) -> None:
    """One kind of contradiction, handled at once."""
    step, key = work.bench(), f"bench_settle_{part}"
    assert step is not None
    state.fill(key, getattr(step.settled, part))
    left, right = st.columns([3, 1.3], vertical_alignment="center")
    with left:
        cards.show(
            element("p", t(f"workbench.differs.{part}", n=t.number(number)), css="bench-line")
        )
    with right:
        st.selectbox(
            t("workbench.differs.how"), ways, key=key, label_visibility="collapsed",
            format_func=lambda way: t(f"workbench.way.{way or 'refuse'}"),
            on_change=_settled, args=(part, key),
        )  # fmt: skip
    cards.show(cards.listed((_told(row, t) for row in rows[:_ROWS]), css="bench-rows"))
    if number > _ROWS:
        more = t.number(number - min(_ROWS, len(rows)))
        cards.show(cards.how_to_read(t("workbench.and_more", n=more)))


def _told(row: Fault, t: Words) -> str:
    """A row by its number, and what it says."""
    return t("workbench.of_row", row=t.number(row.row or 0), said=visible(row.value or ""))


def _settled(part: str, key: str) -> None:
    """Callback: what goes first in such rows."""
    step = work.bench()
    if step is not None:
        way = str(st.session_state[key])
        work.place(state.shipped(), settled=replace(step.settled, **{part: way}))
