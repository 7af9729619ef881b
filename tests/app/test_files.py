"""Files that cannot be made: said in one sentence on the page, told in full in the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from geo import files
from geo.files import HANDOUTS
from geo.words import Words
from pages.parts.shell import spoken
from tests.app.conftest import Reader

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
    answer = asyncio.run(DeferredFileHandler(lambda: store).handle(asked, "reader"))
    assert answer.error_msg == spoken.NO_FILE
    assert Words(lang)("failure.file") in spoken._script(lang)
