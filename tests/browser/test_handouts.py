"""Files of a view: taken from a page, and the one that is a page itself opened from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geo import files
from geo.data.atlas import Atlas
from geo.files.report import title as report_title
from geo.sheets.view import View
from geo.words import Words
from tests.browser.driver import Reader
from tests.tables import rows


@pytest.fixture
def from_disk(browser: Browser, atlas: Atlas, tmp_path: Path) -> Iterator[Page]:
    """The map of the clusters as a file, on a machine without a network."""
    content = files.make(atlas, "clusters", View(), "html", day=date(2026, 11, 21))
    (tmp_path / "atlas.html").write_bytes(content)
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda sent: None if sent.url.startswith("file:") else faults.append(sent.url)
    )
    page.goto((tmp_path / "atlas.html").as_uri())
    page.wait_for_function("() => window.atlas?.stage?.homeZoom")
    yield page
    context.close()
    assert faults == []


def test_the_map_from_a_disk_pans_and_zooms(from_disk: Page) -> None:
    def look() -> list[float]:
        return from_disk.evaluate(
            "() => { const map = atlas.stage.map, c = map.getCenter();"
            " return [map.getZoom(), c.lat, c.lng] }"
        )

    first = look()
    box = from_disk.locator(".leaflet-container").bounding_box()
    assert box is not None
    from_disk.mouse.move(box["x"] + 60, box["y"] + 60)
    from_disk.mouse.down()
    from_disk.mouse.move(box["x"] + 160, box["y"] + 120, steps=5)
    from_disk.mouse.up()
    assert look()[1:] != first[1:]
    from_disk.evaluate("() => atlas.stage.map.setZoom(9, { animate: false })")
    assert look()[0] == 9
    assert from_disk.locator(".atlas-mark:visible").count() > 0


def test_a_click_on_the_map_from_a_disk_tells_what_is_on_record(
    from_disk: Page,
) -> None:
    detail = from_disk.locator("#detail")
    assert detail.get_by_role("button").count() == 0
    from_disk.locator('.atlas-mark[data-id="wuhan_optoelectronic"]').click()
    assert "武汉市光电子信息集群" in detail.inner_text()
    assert "武汉市" in detail.inner_text()
    listed = [
        row for row in rows("cluster_listings") if row["cluster_id"] == "wuhan_optoelectronic"
    ]
    assert from_disk.locator("tr.picked").count() == 1 + len(listed) > 1
    x, y = from_disk.evaluate(
        "() => { const { map, base } = atlas.stage;"
        " const seat = base.cities.find((one) => one.id === 422800).seat;"
        " const box = map.getContainer().getBoundingClientRect();"
        " const point = map.latLngToContainerPoint(atlas.latlng(seat));"
        " return [box.x + point.x, box.y + point.y + 25] }"
    )
    from_disk.mouse.click(x, y)
    assert detail.locator("h2").inner_text() == "恩施"
    detail.get_by_role("button").click()
    assert from_disk.locator("tr.picked").count() == 0
    assert "恩施" not in detail.inner_text()


def test_the_file_shows_legend_charts_and_all_rows(from_disk: Page, atlas: Atlas) -> None:
    assert from_disk.locator(".legend-item:visible").count() > 5
    assert from_disk.locator("svg.chart:visible").count() >= 2
    lines = from_disk.locator("table").first.locator("tbody tr")
    assert lines.count() == len(atlas.table("clusters"))
    over = from_disk.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert over <= 0


def opened(reader: Reader, page: str, **codes: str) -> None:
    reader.open(page, **codes)
    reader.ask(reader.part("handout").get_by_role("button").click)


def test_files_are_made_when_asked_for_and_long_work_can_be_cancelled(
    reader: Reader, atlas: Atlas, tmp_path: Path
) -> None:
    opened(reader, "city", lang="zh", city="420600")
    with reader.page.expect_download() as loading:
        reader.part("handout_csv").get_by_role("button").click()
    day = date.today()
    name = files.file_name(atlas, "city", View(city=(420600,)), "csv", day)
    assert "襄阳" in name
    assert loading.value.suggested_filename == name
    loading.value.save_as(tmp_path / "file.csv")
    link = f"{reader.address}/city?lang=zh&city=420600"
    expected = files.make(atlas, "city", View(city=(420600,)), "csv", link=link, day=day)
    assert (tmp_path / "file.csv").read_bytes() == expected

    report = reader.part("handout_report_city").get_by_role("button")
    take = reader.part("handout_take").get_by_role("button")
    report.click()
    reader.part("handout_cancel").get_by_role("button").click()
    reader.part("handout_progress").wait_for(state="detached")
    reader.settle()
    assert take.count() == 0

    report.click()
    take.wait_for()
    with reader.page.expect_download() as loading:
        take.click()
    title = report_title(atlas, "city", 420600, Words("zh"))
    assert loading.value.suggested_filename == f"{title}_{day:%Y%m%d}.pdf"
    loading.value.save_as(tmp_path / "file.pdf")
    assert (tmp_path / "file.pdf").read_bytes().startswith(b"%PDF-")
