"""How industries lead to chains: what led to none, set right at once, and the table of rules."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.record.filenames import table_name
from geo.record.naming import names
from geo.register.given import RulesError, own_rules
from geo.register.industry import KINDS, RULES, rules
from geo.register.report import Report
from geo.words import Words
from pages.parts import cards, listing
from pages.parts.listing import Column
from pages.parts.register import work
from pages.parts.register.work import Bench
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_HEIGHT = 320
#: Largest table of rules that the browser may send, in megabytes.
_MOST = 1


def draw(page: Frame, step: Bench, report: Report) -> None:
    """Texts without a chain, and the rules as a file to take away, change and give again."""
    t, atlas = page.t, page.atlas
    number = report.mapped.get("unknown", 0)
    with st.expander(t("workbench.industries", n=t.number(number)), key="bench_industries"):
        if report.unmapped:
            cards.show(cards.how_to_read(t("workbench.unmapped")))
            _unmapped(atlas, report, t)
        own = 0 if step.rules is None else len(step.rules)
        cards.note(t("workbench.rules", n=t.number(len(rules(atlas))), own=t.number(own)))
        _seen(atlas, step, t)
        with st.container(key="bench_rules_row", horizontal=True, gap="small"):
            st.download_button(
                t("workbench.rules_get"),
                partial(_table, atlas, step),
                table_name(t("workbench.rules_name"), "chain-rules", "csv", date.today(), t),
                "text/csv",
                key="bench_rules_get",
                on_click="ignore",
            )
            if step.rules is not None:
                st.button(t("workbench.rules_drop"), key="bench_rules_drop", on_click=_drop)
        st.file_uploader(
            t("workbench.rules_give"), type="csv", key="bench_rules", max_upload_size=_MOST,
            on_change=_given, args=(t,),
        )  # fmt: skip


def _all(atlas: Atlas, step: Bench) -> pd.DataFrame:
    """All rules, those of the reader's own first."""
    told = rules(atlas)
    if step.rules is None:
        return told
    return pd.concat([step.rules, told]).drop_duplicates(["kind", "pattern"])


def _table(atlas: Atlas, step: Bench) -> bytes:
    """All rules as a file that can be given again."""
    return _all(atlas, step).to_csv(index=False).encode("utf-8-sig")


def _seen(atlas: Atlas, step: Bench, t: Words) -> None:
    """All rules as they are read."""
    told = _all(atlas, step)
    columns = {
        "kind": Column(t("workbench.head.kind"), width=90),
        "pattern": Column(t("workbench.head.industry")),
        "chain": Column(t("register.meaning.chain")),
    }
    called = names(atlas, "chains", t)
    table = pd.DataFrame(
        {
            "kind": [t(f"workbench.kind.{kind}") for kind in told["kind"]],
            "pattern": told["pattern"].to_list(),
            "chain": [called[chain] for chain in told["chain_id"]],
        }
    )
    listing.draw(table, "bench_rules_seen", t("workbench.rules_name"), pages=t, columns=columns)


def _unmapped(atlas: Atlas, report: Report, t: Words) -> None:
    """What firms say that led to no chain; a chain that is chosen makes a rule."""
    called = names(atlas, "chains", t)
    table = pd.DataFrame({"text": report.unmapped.keys(), "n": report.unmapped.values()})
    table["chain"] = None
    column = st.column_config
    key = state.rows_key("bench_unmapped", tuple(report.unmapped))
    st.data_editor(
        table, key=key, hide_index=True, placeholder="", disabled=["text", "n"],
        height=min(_HEIGHT, 38 + 35 * len(table)),
        column_config={
            "text": column.TextColumn(t("workbench.head.industry"), width=170),
            "n": column.NumberColumn(t("workbench.head.firms"), width=70),
            "chain": column.SelectboxColumn(
                t("register.meaning.chain"), options=list(called.values()), width=130
            ),
        },
    )  # fmt: skip
    st.button(
        t("workbench.rules_use"), key="bench_rules_use",
        on_click=_chosen, args=(key, tuple(report.unmapped), called),
    )  # fmt: skip


def _chosen(key: str, texts: tuple[str, ...], called: dict[str, str]) -> None:
    """Callback: the chains that were chosen become rules, and the firms are placed anew."""
    codes = {name: code for code, name in called.items()}
    edited: dict[Any, dict[str, str]] = st.session_state.get(key, {}).get("edited_rows", {})
    new = [
        ("class", texts[int(row)], codes[cells["chain"]])
        for row, cells in edited.items()
        if int(row) < len(texts) and cells.get("chain") in codes
    ]
    step = work.bench()
    if new and step:
        told = pd.DataFrame(new, columns=list(RULES))
        before = [] if step.rules is None else [step.rules]
        both = pd.concat([told, *before]).drop_duplicates(["kind", "pattern"])
        work.place(state.shipped(), rules=both)


def _given(t: Words) -> None:
    """Callback: a table of rules takes the place of the reader's own."""
    file = st.session_state.get("bench_rules")
    if file is None:
        return
    try:
        told = own_rules(state.shipped(), io.BytesIO(file.getvalue()))
    except RulesError:
        kinds = t.join(KINDS)
        work.remark(t("register.bad_rules", file=file.name, columns=t.join(RULES)) + f" ({kinds})")
        return
    work.place(state.shipped(), rules=told)


def _drop() -> None:
    """Callback: the rules of the data alone."""
    work.place(state.shipped(), rules=None)
