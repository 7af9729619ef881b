"""The update log: what it says of the tables is true, and a broken one does no harm."""

from __future__ import annotations

from pathlib import Path

from geo.data.atlas import Atlas, load
from geo.record.releases import releases
from tests import tables
from tests.folders import copied


def test_the_latest_record_is_that_of_the_data(atlas: Atlas) -> None:
    latest = releases(atlas)[0]
    assert latest.version == atlas.package["version"]
    for table in latest.tables:
        assert table.new == len(tables.rows(table.table))
        assert table.new - table.old == table.added - table.removed
    (listings,) = [table for table in latest.tables if table.table == "cluster_listings"]
    assert (listings.old, listings.added) == (156, 1)
    (home,) = [one for one in latest.headlines if one.page == "overview"]
    assert home.old["zh"] != home.new["zh"]


def test_a_folder_without_or_with_a_broken_log_is_read(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for file in (folder / "releases").iterdir():
        file.write_text('{"version": 1}', encoding="utf-8")
    assert releases(load(folder)) == ()
    (folder / "releases" / "2026.11.27.json").unlink()
    assert releases(load(folder)) == ()
