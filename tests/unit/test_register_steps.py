"""A register step by step: read, placed as was decided, mended, packed and kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.errors import UnreadableError
from geo.register import packed
from geo.register.build import PLACED, REFUSED, place
from geo.register.columns import Columns, kept
from geo.register.given import RulesError, own_rules
from geo.register.joined import join
from geo.register.placing import Settled
from geo.register.sample import sample
from geo.register.taken import Taken, take
from geo.register.workspace import FolderWorkspace, WorkspaceError, hashed

# In another county of its city, in another city, right, nameless, and nowhere.
ROWS = """企业名称,市州,县区,经度(WGS84),纬度(WGS84),行业
甲,武汉市,江汉区,114.40,30.50,光纤
乙,宜昌市,,114.40,30.50,光纤
丙,武汉市,,114.40,30.50,无此行业
,武汉市,,114.40,30.50,
丁,火星,,,,
"""


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    path = tmp_path / "upload"
    path.write_text(ROWS, encoding="utf-8")
    return take(path, tmp_path / "taken", name="名录.csv", most=5)


def placed(folder: Path) -> dict[str, tuple[int, bool]]:
    """City of each firm, and whether it has a point."""
    rows = pd.read_parquet(folder / PLACED)
    return {row.name_: (int(row.city), bool(pd.notna(row.x))) for row in
            rows.rename(columns={"name": "name_"}).itertuples()}  # fmt: skip


def test_it_is_placed_as_was_decided_without_reading_it_again(
    taken: Taken, atlas: Atlas, tmp_path: Path
) -> None:
    assert taken.columns.datum == "wgs84", "its heading says so"
    assert taken.filled() == {
        "企业名称": 4, "市州": 5, "县区": 1, "经度(WGS84)": 4, "纬度(WGS84)": 4, "行业": 3,
    }  # fmt: skip
    done: list[tuple[int, int]] = []
    first = place(atlas, taken, tmp_path, progress=lambda n, of: done.append((n, of)))
    assert done[-1] == (5, 5)
    assert first.refused == {"contradiction": 1, "no_place": 1, "no_name": 1}
    assert first.told == {"county_differs": 1}
    assert first.unmapped["无此行业"] == 1
    assert placed(tmp_path) == {"甲": (420100, True), "丙": (420100, True)}
    settled = place(atlas, taken, tmp_path, settled=Settled("name", "name"))
    assert settled.lost == 0
    assert settled.refused == {"no_place": 1, "no_name": 1}
    assert settled.told == {"county_differs": 1, "settled": 1}
    assert placed(tmp_path) == {
        "甲": (420100, False), "乙": (420500, False), "丙": (420100, True),
    }  # fmt: skip
    assert place(atlas, taken, tmp_path, settled=Settled(city="point")).placed == {"point": 3}
    assert placed(tmp_path)["乙"] == (420100, True)
    rules = pd.DataFrame(
        [("class", "无此行业", "optical_laser")], columns=["kind", "pattern", "chain_id"]
    )
    mapped = place(atlas, taken, tmp_path, rules=rules)
    assert "无此行业" not in mapped.unmapped
    assert mapped.mapped["class"] == first.mapped.get("class", 0) + 1
    less = Columns({"name": "企业名称", "city": "市州"})
    assert place(atlas, taken, tmp_path, columns=less).placed == {"city": 3}


def test_it_may_have_no_more_rows_than_the_page_takes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    with pytest.raises(UnreadableError) as told:
        take(tmp_path / "a.csv", tmp_path, most=4)
    assert told.value.fault.kind == "register_too_long"
    assert "4" in told.value.text("zh")


def test_mended_rows_go_behind_what_was_placed(taken: Taken, atlas: Atlas, tmp_path: Path) -> None:
    one, two, both = (tmp_path / name for name in ("one", "two", "both"))
    for folder in (one, two, both):
        folder.mkdir()
    place(atlas, taken, one)
    mended = (one / REFUSED).read_text("utf-8-sig").replace("火星", "宜昌市")
    (tmp_path / "mended.csv").write_text(mended, encoding="utf-8-sig")
    more = place(atlas, take(tmp_path / "mended.csv", tmp_path / "more"), two)
    assert (more.rows, more.firms) == (3, 1)
    join((one, two), both)
    assert placed(both) == placed(one) | {"丁": (420500, False)}
    assert pd.read_parquet(both / PLACED)["firm_id"].is_unique


def test_the_sample_is_placed_without_a_question(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "sample.csv").write_text(sample(atlas), encoding="utf-8")
    told = place(atlas, take(tmp_path / "sample.csv", tmp_path / "taken"), tmp_path)
    firms = atlas.table("enterprises")
    assert (told.rows, told.lost) == (len(firms), 0)
    assert told.firms + sum(told.refused.values()) == len(firms)
    assert told.mapped == {"chain": told.firms}


def test_rules_of_ones_own_are_held_to_what_there_is(atlas: Atlas, tmp_path: Path) -> None:
    for text in ("a,b\n1,2\n", "kind,pattern,chain_id\nclass,x,no_chain\n", "\0\0", ""):
        (tmp_path / "rules.csv").write_text(text, encoding="utf-8")
        with pytest.raises(RulesError):
            own_rules(atlas, tmp_path / "rules.csv")


def test_what_is_kept_is_its_owners(taken: Taken, atlas: Atlas, tmp_path: Path) -> None:
    folder = tmp_path / "placed"
    folder.mkdir()
    report = place(atlas, taken, folder)
    packed.write(folder, report, None)
    with zipfile.ZipFile(packed.pack(folder)) as archive:
        assert set(archive.namelist()) == {PLACED, REFUSED, "columns.toml", "report.json"}
    home = tmp_path / "workspace"
    place_, owner, other = FolderWorkspace(home), "a" * 64, "b" * 64
    assert place_.kept(owner) == ()
    one = place_.keep(owner, "名录.csv", report.firms, folder)
    place_.rename(owner, one.key, "我的名录")
    (listed,) = place_.kept(owner)
    assert (listed.key, listed.name, listed.firms) == (one.key, "我的名录", 2)
    assert not list(home.rglob(f"*{owner}*")), "the secret stands nowhere"
    (back := tmp_path / "back").mkdir()
    place_.fetch(owner, one.key, back)
    assert placed(back) == placed(folder)
    assert kept(back / "columns.toml") == report.columns
    for steals in (place_.fetch, place_.rename):
        with pytest.raises(WorkspaceError):
            steals(other, one.key, back if steals == place_.fetch else "mine")  # type: ignore[arg-type]
    theirs = place_.keep(other, "他的名录", 2, folder)
    for key in (one.key, f"../{hashed(owner)}/{one.key}", f"../{hashed(owner)}", ".", ""):
        with pytest.raises(WorkspaceError):
            place_.delete(other, key)
    assert place_.kept(other) == (theirs,)
    place_.delete(owner, one.key)
    assert place_.kept(owner) == ()
