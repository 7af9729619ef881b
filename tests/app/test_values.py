"""Values that are no options: stale labels, rows of another table, messages of no sense.

They come from a click that meets a run half way, from an old tab, or from somebody who writes to
the socket by hand. None may break the page or change what it shows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.parts.shell.navigation import ENTRIES
from tests.app.conftest import Reader

Open = Callable[..., Reader]
LABELS = ["企业培育", "National 9999", "", "-1", "None", "\u2028# x", "x" * 100_000]
OTHERS = ("text_input", "text_area", "slider", "select_slider")


def send(page: Reader, *values: WidgetState) -> Reader:
    """Run the page with values as they come over the socket, in place of what it holds."""
    states = page.app._tree.get_widget_states()
    sent = {value.id for value in values}
    kept = [state for state in states.widgets if state.id not in sent]
    del states.widgets[:]
    states.widgets.extend([*kept, *values])
    page.app._run(states)
    assert not page.app.exception
    assert 'role="alert"' not in page.html, page.text
    return page


def message(page: Reader, kind: str, name: str, value: object) -> WidgetState:
    """A value of a table, a chart or the map, which send JSON."""
    (proto,) = [item.proto for item in page.app.get(kind) if name in item.proto.id]
    text = json.dumps(value)
    if kind == "component_instance":
        return WidgetState(id=proto.id, json_value=text)
    return WidgetState(id=proto.id, string_value=text)


def chosen(page: Reader, label: str) -> list[WidgetState]:
    """Every menu, pill and box of a page with a label that it does not offer.

    Not a slider of words: Streamlit itself takes its first word for one that it does not know.
    """
    others = {item.proto.id for kind in OTHERS for item in page.app.get(kind)}
    values = []
    for state in page.app._tree.get_widget_states().widgets:
        value, kind = WidgetState(id=state.id), state.WhichOneof("value")
        if state.id in others or kind not in ("string_value", "string_array_value"):
            continue
        if kind == "string_value":
            value.string_value = label
        else:
            value.string_array_value.data.extend([label, label])
        values.append(value)
    return values


def test_an_empty_or_doubled_code_does_not_let_go_of_a_filter(open_page: Open) -> None:
    page = open_page("policy", lang="en", lever="finance")
    before = page.codes
    for label in LABELS:
        values = chosen(page, label)
        asked = [value for value in values if "policy_" in value.id or "filter_" in value.id]
        assert len(asked) > 4
        send(page, *asked)
        assert page.codes == before, label


@pytest.mark.parametrize(
    ("name", "label"), [*zip([entry.name for entry in ENTRIES], cycle(LABELS[:2]), strict=False)]
)
def test_a_label_that_is_no_option_changes_nothing(open_page: Open, name: str, label: str) -> None:
    page = open_page(name, lang="en")
    before, text = page.codes, page.headline if name != "story" else ""
    values = chosen(page, label)
    send(page, *values)
    assert page.codes == before, [value.id for value in values]
    assert page.run().codes == before
    assert text in ("", page.headline)


MESSAGES: list[Any] = [
    *(
        {"kind": "city", "id": one}
        for one in (1, True, False, -1, 420600.5, "420600", None, [420600])
    ),
    *({"kind": "county", "id": one} for one in (99, True, 420600, 1e300, "420602", {}, 10**18)),
    *({"kind": "cluster", "id": one} for one in (1, None, "", "nobody", "x" * 100_000, "\r", [])),
    *({"kind": kind, "id": "wuhan_auto"} for kind in ("", "zone", None, 1, [], {}, "x" * 100_000)),
    *({"kind": "city"}, {"id": 420600}, {}, [], "city", 7, True, "\ud7ff" * 9, [{"kind": "city"}]),
]


def test_a_message_of_the_map_without_sense_changes_nothing(open_page: Open) -> None:
    assert len(MESSAGES) > 35
    page = open_page("clusters", lang="en", city="420600")
    before, headline = page.codes, page.headline
    for value in MESSAGES:
        send(page, message(page, "component_instance", "", value))
        assert (page.codes, page.headline) == (before, headline), value
    send(page, message(page, "component_instance", "", {"kind": "city", "id": 420500}))
    assert page.codes["city"] == "420500", "one with sense is heard"


ROWS: list[Any] = [999_999, -1, True, 1.5, "0", None, [0], {}]


def pick(page: Reader, table: str, row: object) -> tuple[WidgetState, WidgetState]:
    """A click on a row: the table that it was in, which has no state, and the row."""
    (proto,) = [item.proto for item in page.app.get("bidi_component") if table in item.proto.id]
    click = WidgetState(id=_make_trigger_id(proto.id, "events"))
    click.json_trigger_value = json.dumps([{"event": "row", "value": row}])
    return WidgetState(id=proto.id, json_value="{}"), click


@pytest.mark.parametrize(
    ("name", "table", "codes"),
    [("clusters", "cluster_rows", {"tier": "national"}), ("chains", "chain_rows", {})],
)
def test_a_row_that_is_not_there_is_passed_over(
    open_page: Open, name: str, table: str, codes: dict[str, str]
) -> None:
    page = open_page(name, lang="en", **codes)
    before = page.codes
    for row in ROWS:
        send(page, *pick(page, table, row))
        assert page.codes == before, row


def test_a_row_is_one_of_the_table_that_the_reader_saw(open_page: Open) -> None:
    """The filter was changed and the click on the old table comes after: it names its own row."""
    page = open_page("clusters", lang="en", tier="national")
    old = pick(page, "cluster_rows", 0)
    send(page, *old)
    meant = page.codes["sel"]
    page = open_page("clusters", lang="en", tier="national")
    old = pick(page, "cluster_rows", 0)
    (pill,) = [item for item in page.app.get("button_group") if "filter_tier" in item.proto.id]
    other = WidgetState(id=pill.proto.id)
    other.string_array_value.data.append(next(o for o in pill.options if o.startswith("County")))
    send(page, other)
    assert page.codes["tier"] == "county"
    assert old[0].id not in {item.proto.id for item in page.app.get("bidi_component")}
    send(page, *old)
    assert page.codes.get("sel") in (None, meant)


POINTS: list[Any] = [None, "nobody", "", 99, -1, [], [None], ["nobody", "nobody"], "x" * 100_000]


@pytest.mark.parametrize(
    ("name", "chart", "points"),
    [
        ("clusters", "official-by-city", POINTS),
        ("policy", "policy-by-document", POINTS[1:5]),
        ("policy", "policy-by-level", POINTS[2::3]),
        ("chains", "chain-matrix", POINTS[1::3]),
    ],
)
def test_a_click_on_nothing_in_a_chart_changes_nothing(
    open_page: Open, name: str, chart: str, points: list[Any]
) -> None:
    """All of them read a click in one way; one page is asked everything."""
    page = open_page(name, lang="en")
    before = page.codes
    for carried in points:
        clicked = {"points": [{"customdata": carried}], "point_indices": [0]}
        value = {"selection": clicked | {"box": [], "lasso": []}}
        send(page, message(page, "plotly_chart", chart, value))
        assert page.codes == before, carried
