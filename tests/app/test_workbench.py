"""The workbench of a register: from a file to every page and back, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import pandas as pd
import pytest
from starlette.requests import Request
from starlette.responses import Response

from geo.data.atlas import Atlas
from geo.foreign import lines, streams
from geo.population.selection import Selection
from geo.words import LANGUAGES, Words
from pages.parts.register import download, upload, work
from pages.parts.register.job import Job
from pages.parts.register.upload import Upload
from pages.parts.register.work import Bench
from pages.parts.shell import state
from pages.parts.shell.visit import cookie
from pages.parts.shell.visits import VISITS, Visit
from tests.app.conftest import NOTHING, Reader
from tests.awaited import awaited

HOST = {"host": "atlas.example", "origin": "https://atlas.example"}
FIRMS = "企业名称,市州,单位\n甲公司,宜昌市,万\n乙公司,武汉市,万\n丙公司,火星,万\n"


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of a test is kept, and its visits end with it."""
    monkeypatch.setenv("HCA_WORKSPACE", str(tmp_path / "workspace"))
    yield
    VISITS.close()


def visit_of(reader: Reader) -> Visit:
    found = VISITS.find(reader.app.session_state["visit_token"])
    assert found is not None
    return found


def finished(reader: Reader) -> Reader:
    """The page once the work that goes on has ended."""
    job = visit_of(reader).kept.get("bench_job")
    if job is not None:
        assert job.result is not None, job.fault
    return reader.run()


def put_in(
    reader: Reader, text: str, name: str = "名录.csv", *, kept: Mapping[str, Any] = NOTHING
) -> Reader:
    """Put a file in as the browser does when it has been sent."""
    visit = visit_of(reader)
    path = visit.folder / "sent.upload"
    path.write_text(text, encoding="utf-8")
    work.begin(visit, state.shipped(), Upload("key", path, name), kept, Words("zh"))
    return finished(reader)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_goes_from_a_click_to_every_page_and_back(
    open_page, atlas: Atlas, lang: str
) -> None:
    t = Words(lang)
    reader = open_page("own", lang=lang)
    reader.find("button", "bench_sample").click()
    finished(reader.run())
    rows = t.number(len(atlas.table("enterprises")))
    assert rows in reader.headline
    assert t("workbench.in_use") not in reader.text
    reader.find("button", "bench_use").click()
    assert t("workbench.in_use") in finished(reader.run()).text
    counted = visit_of(reader).kept["firms_in_use"].counts("city", Selection())
    assert counted.sum() == len(atlas.table("enterprises"))
    folder = visit_of(reader).folder
    # A reload is another session, which the browser brings its token to.
    token = reader.app.session_state["visit_token"]
    again = open_page("own", lang=lang, cookies={cookie(): token})
    assert rows in again.headline
    assert t("workbench.in_use") in again.text
    again.find("button", "bench_let_go").click()
    assert t("workbench.in_use") not in again.run().text
    again.find("button", "bench_clear").click()
    assert again.run().headline == t("workbench.headline_none")
    assert not list(folder.glob("register-*"))


def test_a_second_click_on_the_sample_takes_nothing_from_the_first(
    open_page, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []
    monkeypatch.setattr(work, "begin", lambda _visit, _atlas, file, *_: sent.append(file.path))
    reader = open_page("own", lang="zh")
    for _ in range(2):
        reader.find("button", "bench_sample").click()
        reader.run()
    first, second = sent
    assert first != second, "the first work takes its file away when it has been stopped"


def test_columns_are_said_anew_and_every_step_is_undone(open_page) -> None:
    t = Words("zh")
    reader = put_in(open_page("own", lang="zh"), FIRMS)
    assert t("workbench.headline", rows="3", firms="2") == reader.headline
    reader.find("selectbox", f"bench_means_{work.on(visit_of(reader)).key}_1").set_value("")
    reader.run().find("button", "bench_place").click()
    finished(reader.run())
    assert reader.headline == t("workbench.headline_doubt", rows="3")
    reader.find("button", "bench_undo").click()
    assert t("workbench.headline", rows="3", firms="2") == reader.run().headline
    reader.find("button", "bench_undo").click()
    assert reader.run().headline == t("workbench.headline_none")


def test_undo_takes_back_the_step_that_is_being_made(open_page) -> None:
    reader = put_in(open_page("own", lang="zh"), FIRMS)
    held, gate = visit_of(reader), Event()
    before = work.on(held)
    assert before is not None

    def slow(_: Job[Bench]) -> Bench:
        gate.wait(60)
        return replace(before, confirmed=True)

    going = held.kept["bench_job"] = Job(slow)
    reader.find("button", "bench_undo").click()
    reader.run()
    gate.set()
    assert going.result is None
    reader.run()
    assert work.on(held) is before


def test_what_a_second_window_has_taken_up_is_not_taken_up_again(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Quicker:
        @property
        def done(self) -> bool:
            del visit.kept["bench_job"]
            return True

    monkeypatch.setattr(work.visit, "current", lambda: visit)
    visit.kept["bench_job"] = Quicker()
    assert not work.settle()
    assert "bench" not in visit.kept


def test_a_column_far_behind_can_be_said_to_mean_something(open_page) -> None:
    heads, cells = [f"第{n}列" for n in range(30)], [str(n) for n in range(30)]
    text = "\n".join(",".join(row) for row in (["市州", *heads], ["宜昌市", *cells]))
    reader = put_in(open_page("own", lang="zh"), text)
    key = work.on(visit_of(reader)).key
    reader.find("selectbox", f"bench_other_{key}_0").set_value("第29列")
    reader.run().find("selectbox", f"bench_means_{key}_30").set_value("name")
    reader.run().find("button", "bench_place").click()
    finished(reader.run())
    assert reader.headline == Words("zh")("workbench.headline", rows="1", firms="1")


def test_a_register_without_a_firm_is_not_taken_into_use(open_page) -> None:
    t = Words("zh")
    reader = put_in(open_page("own", lang="zh"), "企业名称,市州\n甲公司,火星\n")
    assert t("workbench.headline", rows="1", firms="0") == reader.headline
    assert t("workbench.use_nothing") in reader.text
    assert "bench_use" not in [one.key for one in reader.app.get("button")]


def test_contradictions_are_decided_at_once_and_mended_rows_go_in(open_page) -> None:
    t = Words("zh")
    point = "114.40,30.50"
    rows = ("企业名称,市州,经度WGS84,纬度", f"甲,宜昌市,{point}", f"乙,武汉市,{point}", "丙,火星,,")
    reader = put_in(open_page("own", lang="zh"), "\n".join(rows))
    assert reader.headline == t("workbench.headline", rows="3", firms="1")
    reader.find("selectbox", "bench_settle_city").set_value("name")
    finished(reader.run())
    assert reader.headline == t("workbench.headline", rows="3", firms="2")
    visit = visit_of(reader)
    path = visit.folder / "mended.upload"
    path.write_text("企业名称,市州\n丙,宜昌市\n丁,\n", encoding="utf-8")
    work.add(visit, state.shipped(), Upload("key", path, "改正.csv"), Words("zh"))
    finished(reader)
    assert reader.headline == t("workbench.headline", rows="3", firms="3")
    assert t("workbench.added", file="改正.csv", rows="2", firms="1", refused="1") in reader.text
    reader.find("button", "bench_undo").click()
    assert reader.run().headline == t("workbench.headline", rows="3", firms="2")


def test_rules_of_ones_own_are_taken_and_dropped(open_page) -> None:
    reader = put_in(open_page("own", lang="zh"), "企业名称,市州,行业\n甲,宜昌市,奇特行业\n")
    assert work.on(visit_of(reader)).report.mapped == {"unknown": 1}
    rules = pd.DataFrame(
        [("word", "奇特", "optical_laser")], columns=["kind", "pattern", "chain_id"]
    )
    file = next(one for one in reader.app.get("file_uploader") if one.key == "bench_rules")
    file.set_value(("rules.csv", rules.to_csv(index=False).encode(), "text/csv"))
    finished(reader.run())
    assert work.on(visit_of(reader)).report.mapped == {"words": 1}
    reader.find("button", "bench_rules_drop").click()
    finished(reader.run())
    assert work.on(visit_of(reader)).report.mapped == {"unknown": 1}


def test_what_a_browser_remembers_is_applied_to_the_same_heading(open_page) -> None:
    reader = put_in(open_page("own", lang="zh"), FIRMS)
    key = work.on(visit_of(reader)).key
    for kept, wanted in (
        ({"name": "单位", "city": "市州"}, "单位"),
        ({"name": "没有", "nonsense": "市州"}, None),
        ("broken", "企业名称"),
    ):
        told = {key: {"of": kept, "datum": "nonsense"}}
        put_in(reader, FIRMS, kept=told)
        assert work.on(visit_of(reader)).columns.of.get("name") == wanted


def test_a_lost_engine_is_told_where_engines_may_be_named(
    open_page, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = Words("zh")
    assert t("workbench.remote_use") not in [
        one.label for one in open_page("own", lang="zh").app.get("button")
    ]
    monkeypatch.setenv("HCA_REGISTER_FIELD", "1")
    reader = open_page("own", lang="zh")
    for address in ("postgres://127.0.0.1:1/x#firms", "file:///etc/passwd#x", ""):
        reader.find("text_input", "bench_address").set_value(address)
        reader.find("button", "bench_remote_use").click()
        if job := visit_of(reader.run()).kept.get("bench_job"):
            assert job.result is None
        assert t("workbench.remote_lost") in reader.run().text
        assert "127.0.0.1" not in reader.text


def test_what_is_no_register_is_told_and_the_page_goes_on(open_page) -> None:
    reader = open_page("own", lang="en")
    visit = visit_of(reader)
    path = visit.folder / "sent.upload"
    path.write_bytes(b"%PDF-1.7 ...")
    work.begin(visit, state.shipped(), Upload("k", path, "<b>x</b>.csv"), {}, Words("en"))
    assert visit.kept["bench_job"].result is None
    assert Words("en")("foreign.no_table.what") in reader.run().text
    assert not list(visit.folder.iterdir()), "nothing of it is left"


def test_nobody_waits_for_the_file_of_somebody_else(
    open_page, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = Event(), Event()

    def slowly(path: Path, charset: str, progress: Any = None) -> Iterator[lines.Piece]:
        reading.set()
        assert go_on.wait(60)
        return lines.pieces(path, charset, progress)

    monkeypatch.setattr(streams, "pieces", slowly)
    reader = open_page("own", lang="en")
    visit = visit_of(reader)
    path = visit.folder / "sent.upload"
    path.write_text(FIRMS, encoding="utf-8")
    work.begin(visit, state.shipped(), Upload("k", path, "a.csv"), {}, Words("en"))
    job = visit.kept["bench_job"]
    assert reading.wait(60)
    # The file is half read: its own reader and all others go on meanwhile.
    reader.run()
    assert open_page("own", lang="zh").headline
    assert not job.done
    go_on.set()
    assert job.result is not None


def test_names_of_files_are_shown_and_lead_nowhere(open_page) -> None:
    reader = put_in(open_page("own", lang="zh"), FIRMS, "<script>alert(1)</script>.csv")
    assert "<script>alert" not in reader.html
    assert "alert(1)" in reader.text


@pytest.fixture
def visit() -> Visit:
    return VISITS.begin()


def send(
    visit: Visit, pieces: list[bytes | None], headers: dict[str, str] | None = None
) -> Response:
    """Send a file as a browser does; None breaks off."""
    told = HOST | (headers or {})
    scope = {
        "type": "http", "method": "PUT", "path": f"/app/own/upload/{visit.token}",
        "headers": [(key.encode(), value.encode()) for key, value in told.items()],
    }  # fmt: skip
    route = upload.route()
    _, found = route.matches(scope)
    waiting = list(pieces)

    async def receive() -> dict[str, object]:
        piece = waiting.pop(0)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(waiting)}

    answer: Response = awaited(route.endpoint(Request(scope | found, receive)))
    return answer


def test_a_file_comes_whole_and_takes_the_place_of_the_last(visit: Visit) -> None:
    assert send(visit, [b"a,", b"b\n"]).status_code == 200
    first = visit.kept["upload"]
    assert first.path.read_bytes() == b"a,b\n"
    assert send(visit, [b"c"], {"x-file-name": quote("名录.csv")}).status_code == 200
    assert visit.kept["upload"].name == "名录.csv"
    assert list(visit.folder.iterdir()) == [visit.kept["upload"].path]


@pytest.mark.parametrize(
    ("pieces", "headers", "status"),
    [
        ([b"half", None], {}, 400),
        ([b"half"], {"content-length": "9"}, 400),
        ([b"x" * 6, b"x" * 6], {}, 413),
        ([b""], {"content-length": "11"}, 413),
        ([b"a"], {"origin": "https://evil.example"}, 403),
        ([b"a"], {"origin": "https://["}, 403),
        ([b"a"], {"origin": "null"}, 403),
    ],
)
def test_half_and_foreign_and_large_files_leave_nothing(
    visit: Visit, pieces: list[bytes | None], headers: dict[str, str], status: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(upload, "MOST", 10)
    assert send(visit, pieces, headers).status_code == status
    assert "upload" not in visit.kept
    assert not list(visit.folder.iterdir())


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\x.csv", "\0\u202e.csv", "%00", "a" * 5000, "\r\nSet-Cookie: a=b"],
)
def test_hostile_names_lead_nowhere(visit: Visit, name: str) -> None:
    assert send(visit, [b"a"], {"x-file-name": quote(name)}).status_code == 200
    told = visit.kept["upload"]
    assert told.path.parent == visit.folder
    assert not set("/\\\0\r\n\u202e") & set(told.name)
    assert 0 < len(told.name) < 300


def test_rows_not_taken_are_handed_out_to_their_visit_alone(open_page) -> None:
    reader = put_in(open_page("own", lang="zh"), FIRMS)
    mine, other = visit_of(reader), VISITS.begin()
    (route, _) = download.routes()

    def fetch(visit: Visit) -> Response:
        scope = {
            "type": "http", "method": "GET", "path": f"/app/own/refused/{visit.token}",
            "headers": [(b"host", b"atlas.example")],
        }  # fmt: skip
        _, found = route.matches(scope)
        answer: Response = awaited(route.endpoint(Request(scope | found)))
        return answer

    assert "丙公司" in Path(fetch(mine).path).read_text("utf-8-sig")  # type: ignore[attr-defined]
    assert fetch(other).status_code == 404


def test_no_log_tells_what_a_register_holds(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_: object) -> None:
        raise ValueError(FIRMS)

    job = Job(fails)
    assert job.result is None
    assert job.fault is not None, "the reader is told"
    assert "ValueError" in caplog.text
    assert "丙公司" not in caplog.text
