"""Files that cannot be made: said in one sentence on the page, told in full in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from geo import files
from geo.data.atlas import Atlas
from geo.files import HANDOUTS, brief
from geo.files.slides import template
from geo.words import Words
from pages.parts.shell import spoken
from tests.app.conftest import Reader, saved_as
from tests.awaited import awaited

Open = Callable[..., Reader]
LONG = [ending for ending, kind in HANDOUTS.items() if kind.long]


def broken(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError("the writer broke")


@pytest.mark.parametrize(("ending", "lang"), [*zip(LONG, ("zh", "en", "zh"), strict=True)])
def test_a_file_that_cannot_be_made_is_told(
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    ending: str,
    lang: str,
) -> None:
    drawn = st.button

    def clicked(label: str, **how: Any) -> bool:  # which needs a browser within a fragment
        return drawn(label, **how) or how["key"] == f"handout_{ending}"

    page = open_page(lang=lang)
    monkeypatch.setattr(files, "make", broken)
    monkeypatch.setattr(st, "button", clicked)
    page.app.session_state["handout"] = True
    with caplog.at_level(logging.ERROR, "hubei_cluster_atlas"):
        page.run()
    assert Words(lang)("failure.file") in page.text
    assert "the writer broke" not in page.text
    assert not [item for item in page.app.get("download_button") if item.key == "handout_take"]
    (record,) = [one for one in caplog.records if one.name == "hubei_cluster_atlas"]
    assert ending in record.getMessage()
    assert record.exc_info
    assert "the writer broke" in str(record.exc_info[1])


def test_a_file_made_by_a_click_alone_is_told_in_the_language_of_the_page(lang: str) -> None:
    """What Streamlit says where a download fails is what the page puts into words."""
    store = MediaFileManager(MemoryMediaFileStorage("/media"))
    asked = BackendOperationRequest(request_id="1")
    asked.deferred_file.file_id = "unknown"
    answer = awaited(DeferredFileHandler(lambda: store).handle(asked, "reader"))
    assert answer.error_msg == spoken.NO_FILE
    assert Words(lang)("failure.file") in spoken._script(lang)


def test_a_table_and_a_presentation_are_taken_away_under_a_name_that_can_be_read(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, atlas: Atlas
) -> None:
    named: dict[str, str] = {}
    drawn = st.download_button

    def noted(label: str, data: Any, file_name: str, *given: Any, **how: Any) -> bool:
        named[how["key"]] = file_name
        return drawn(label, data, file_name, *given, **how)

    monkeypatch.setattr(st, "download_button", noted)
    t = Words("zh")
    for page, codes in (("data", {"table": "zones"}), ("chains", {}), ("story", {})):
        named |= saved_as(open_page(page, lang="zh", **codes).app)
    for key, said in {
        "download_zones_csv": atlas.resource("zones").title("zh"),
        "chain-matrix": t("pages.product"),
        "story_save": t("story.title"),
    }.items():
        assert said in named[key]


def test_a_template_that_cannot_be_used_is_told_beside_the_other_forms_of_a_brief(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    def offered() -> set[str]:
        page.app.session_state["brief"] = True
        page.run()
        keys = {item.key for item in page.app.get("download_button")}
        return {form for form in brief.FORMS if f"brief_{form}" in keys}

    page = open_page(lang=lang, city="420500")
    assert offered() == set(brief.FORMS)
    half = tmp_path / "own.pptx"
    half.write_bytes(b"PK half a file")
    monkeypatch.setenv(template.SETTING, str(half))
    assert offered() == set(brief.FORMS) - {"pptx"}
    assert Words(lang)("handout.template", setting=template.SETTING, file=str(half)) in page.text
