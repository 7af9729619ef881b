"""Small tables from outside: read as they stand, or refused in a sentence."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from geo.errors import UnreadableError
from geo.foreign.tables import Sheet, cells, heading, pasted
from geo.words import LANGUAGES

ROWS = [
    ("序号", "集群名称", "市州"),
    ("1", "枝江奥美医用纺织产业集群", "宜昌市"),
    ("2", "荣成", "荆州市"),
]


def text(sign: str, end: str = "\n") -> str:
    return end.join(sign.join(row) for row in ROWS) + end


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_a_text_is_read_in_any_charset_with_any_sign(
    charset: str, sign: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text(sign, "\r\n").encode(charset))
    assert cells(path) == [Sheet("", tuple(ROWS))]


def test_columns_between_spaces_are_columns() -> None:
    told = pasted("  集群名称    所在地\n  荣成产业集群   荆州市\n")
    assert told.rows == (("集群名称", "所在地"), ("荣成产业集群", "荆州市"))


def test_an_open_quote_costs_its_own_line_and_lines_keep_their_numbers() -> None:
    told = pasted('名称,地址\n"一\n家",武汉\n\n甲,"乙\n丙,丁\n"戊"店,己\n')
    assert told.rows == (
        ("名称", "地址"), ("一\n家", "武汉"), ("", ""), ("", ""), ("甲", "乙"), ("丙", "丁"),
        ("戊店", "己"),
    )  # fmt: skip
    assert [(fault.kind, fault.row) for fault in told.faults] == [
        ("quote_open", 5),
        ("quote_open", 7),
    ]


def test_a_broken_byte_and_a_nul_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(
        "名称,市\n甲,武汉\n乙\0,宜昌\n".encode() + b"\xff\xfe\xff,x\n" + "丙,襄阳\n".encode()
    )
    (sheet,) = cells(path)
    assert [row[0] for row in sheet.rows] == ["名称", "甲", "乙", "\ufffd\ufffd\ufffd", "丙"]
    assert {(fault.kind, fault.row) for fault in sheet.faults} == {("nul", 3), ("byte", 4)}
    for lang in LANGUAGES:
        assert all("4" in f.text(lang) for f in sheet.faults if f.kind == "byte")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """What an office has: a title, merged cells, a hidden sheet, a date, an empty row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet["A1"] = "2026 年重点成长型产业集群名单"
    sheet.merge_cells("A1:C1")
    for row, line in enumerate([("市州", "集群\n名称", "认定日期"), ("宜昌市", "甲", None)], 2):
        for column, value in enumerate(line, 1):
            sheet.cell(row, column, value)
    sheet["B4"], sheet["B6"], sheet["A6"] = "乙", 3.0, "荆州市"
    sheet["C6"] = datetime(2026, 5, 1)
    sheet.merge_cells("A3:A4")
    hidden = book.create_sheet("代码")
    hidden["A1"], hidden.sheet_state = "420100", "hidden"
    path = tmp_path / "list.xls"  # what it is called says nothing
    book.save(path)
    return path


def test_a_workbook_is_read_as_it_stands(workbook: Path) -> None:
    told = cells(workbook)
    assert [(sheet.name, sheet.hidden) for sheet in told] == [("名单", False), ("代码", True)]
    assert told[0].rows == (
        ("2026 年重点成长型产业集群名单", "", ""),
        ("市州", "集群 名称", "认定日期"),
        ("宜昌市", "甲", ""),
        ("宜昌市", "乙", ""),
        ("", "", ""),
        ("荆州市", "3", "2026-05-01"),
    )
    assert heading(told[0].rows) == 1


def test_the_heading_is_found_where_it_is() -> None:
    assert heading(tuple(ROWS)) == 0
    assert heading((("企业名单", "", ""), ("单位：个", "", ""), *ROWS)) == 2
    assert heading((("1", "甲", "2"), ("2", "乙", "3"))) is None
    one = (("说明",), ("集群名称",), ("甲",))
    assert heading(one, known={"集群名称"}.__contains__) == 1


def far_cell(path: Path) -> None:
    """A sheet of one cell, at the far end of what a workbook may hold, and without a dimension."""
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * (30 << 20))


def trick(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../etc/content.xml", b"x")


def half(path: Path) -> None:
    openpyxl.Workbook().save(path)
    path.write_bytes(path.read_bytes()[:2000])


def torn(path: Path) -> None:
    """A workbook whose archive is whole and whose sheet ends in the middle."""
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[:200] if name == "xl/workbook.xml" else content)


BAD: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b" \n"),
    "not_opened": lambda path: path.mkdir(),
    "no_table": lambda path: path.write_bytes(b"%PDF-1.7 ..."),
    "no_table ": lambda path: path.write_bytes(struct.pack("<900I", *range(900))),
    "is_web_page": lambda path: path.write_bytes(b"\xef\xbb\xbf\n<html><table>"),
    "no_small_table": lambda path: path.write_bytes(b'{"type": "FeatureCollection"}'),
    "archive_broken": half,
    "archive_too_large": bomb,
    "archive_paths": trick,
    "archive_unknown": lambda path: zipfile.ZipFile(path, "w").close(),
    "workbook_broken": torn,
    "locked": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    "far_off": far_cell,
    "too_many_columns": lambda path: path.write_text(",".join("abcde" * 1000)),
    "too_many_rows": lambda path: path.write_text("a,b\n" * 30_000),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_is_told_in_a_sentence(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    BAD[kind](path)
    with pytest.raises(UnreadableError) as told:
        cells(path)
    known = {"locked": "workbook_broken", "far_off": "file_broken"}
    kind = kind.strip()
    assert told.value.fault.kind in (kind, known.get(kind))
    for lang in LANGUAGES:
        assert len(told.value.text(lang)) > 10
