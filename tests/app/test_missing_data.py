"""A data folder that is not there: a page of faults, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.data import package
from tests.tables import ROOT


@pytest.mark.parametrize("whose", ["own", "shipped"])
def test_a_missing_folder_is_told_on_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    gone = tmp_path / "gone"
    if whose == "own":
        monkeypatch.setenv("HCA_DATA", str(gone))
    else:
        monkeypatch.delenv("HCA_DATA", raising=False)
        monkeypatch.setattr(package, "DATA", gone)
    app = AppTest.from_file(str(ROOT / "entry.py"), default_timeout=60).run()
    assert not app.exception
    shown = "".join(item.value for item in app.markdown)
    shown += "".join(str(item.proto.body) for item in app.get("html"))
    for text in (str(gone), "没有这个数据文件夹", "There is no such data folder"):
        assert text in shown
