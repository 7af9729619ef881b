"""Two people put in registers of their own at once: each from file to use, never meeting."""

from __future__ import annotations

from pathlib import Path

from geo.words import Words
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader

FIRMS = "企业名称,所在市州\n" + "".join(f"{{name}}{n}号公司,{{city}}\n" for n in range(3))


def put_in(reader: Reader, path: Path) -> None:
    """Choose a file, and wait until every row of it is accounted for."""
    reader.open("own")
    reader.page.locator(".put-file").first.set_input_files(path)
    reader.wait_for(lambda: reader.page.locator(".bench-figures").count() > 0)
    reader.settle()


def test_two_people_put_in_registers_and_never_meet(arrive: OpenReader, tmp_path: Path) -> None:
    t = Words("zh")
    readers = arrive(width=1300), arrive(width=1310)
    told = {"甲": "宜昌市", "乙": "襄阳市"}
    try:
        for reader, (name, city) in zip(readers, told.items(), strict=True):
            path = tmp_path / f"{name}.csv"
            path.write_text(FIRMS.format(name=name, city=city), encoding="gb18030")
            put_in(reader, path)
            reader.page.get_by_role("button", name=t("workbench.use")).click()
            reader.wait_for(lambda reader=reader: reader.part("bench_let_go").count() > 0)
            reader.settle()
        for reader, mine, other in zip(readers, ("甲", "乙"), ("乙", "甲"), strict=True):
            reader.page.reload()
            reader.settle()
            text = reader.page.locator("[data-testid=stMain]").inner_text()
            assert f"{mine}.csv" in text
            cities = reader.page.locator(".bench-cities").inner_text().split()
            assert cities == [told[mine].removesuffix("市"), "3"]
            assert t("workbench.in_use") in text
            assert f"{other}.csv" not in text
            token = next(c for c in reader.context.cookies() if "-visit-" in c["name"])
            assert token["value"] not in reader.page.url
            assert token["sameSite"] == "Strict"
        tokens = {
            c["value"] for r in readers for c in r.context.cookies() if "-visit-" in c["name"]
        }
        assert len(tokens) == 2
    finally:
        for reader in readers:
            reader.context.clear_cookies()
