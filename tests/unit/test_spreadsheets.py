"""Tables as spreadsheets and offices keep them: what is plainly meant is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from geo.data import cells
from geo.data.atlas import Atlas, Problem, load
from geo.data.problems import AtlasError
from geo.data.reading import read_table
from tests.folders import Row, copied, file, rows, write

Reading = tuple[pd.DataFrame | None, list[Problem]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def reread(atlas: Atlas, folder: Path) -> Callable[[str], Reading]:
    """Reads one table of the copy as the loader does."""

    def read(table: str) -> Reading:
        where, records, problems = cells.opened(folder, atlas.records)
        frame, found = read_table(where, records.resources[table])
        return frame, problems + found

    return read


Reread = Callable[[str], Reading]


def same(atlas: Atlas, table: str, reading: Reading) -> None:
    frame, problems = reading
    assert [str(problem) for problem in problems] == []
    assert frame is not None
    pd.testing.assert_frame_equal(frame, atlas.table(table))


def as_csv(table: list[Row], delimiter: str = ",", end: str = "\r\n") -> str:
    def quoted(cell: str) -> str:
        return f'"{cell.replace(chr(34), chr(34) * 2)}"' if cell else ""

    lines = [list(table[0]), *(list(row.values()) for row in table)]
    return "".join(delimiter.join(map(quoted, line)) + end for line in lines)


# --- signs, marks and separators -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "gb18030"), (";", "gb18030"), ("\t", "utf-8")],
)
@pytest.mark.parametrize(("table", "first"), [("regions", ""), ("areas", "sep={}\r\n")])
def test_separators_and_encodings(
    atlas: Atlas,
    folder: Path,
    reread: Reread,
    table: str,
    first: str,
    delimiter: str,
    encoding: str,
) -> None:
    text = first.format(delimiter) + as_csv(rows(folder, table), delimiter)
    file(folder, table).write_bytes(text.encode(encoding))
    same(atlas, table, reread(table))


@pytest.mark.parametrize("spoil", [b"\xff", b"\xe6\xb1", b"\x80\x80"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_broken_bytes_are_told_and_not_guessed(
    folder: Path, reread: Reread, spoil: bytes, encoding: str
) -> None:
    content = file(folder, "schemes").read_text(encoding="utf-8").encode(encoding)
    middle = content.index(b"2015,")
    file(folder, "schemes").write_bytes(content[:middle] + spoil + b"," + content[middle:])
    frame, problems = reread("schemes")
    assert frame is None
    # Two bytes may be a character of GB18030; the row is too long then.
    assert {p.kind for p in problems} <= {"encoding", "row_width"}
    assert problems
    if encoding == "utf-8":
        assert problems[0].kind == "encoding"


def test_one_spoilt_byte_does_not_make_other_characters_of_all() -> None:
    content = "汉口,武昌\n".encode() * 20 + b"\xe6a\n"
    assert "汉口" not in content.decode("gb18030")
    assert cells.decoded(content) is None
    assert cells.decoded("汉口,武昌\n".encode("gb18030")) == "汉口,武昌\n"


def test_columns_and_rows_of_nothing(atlas: Atlas, folder: Path, reread: Reread) -> None:
    lines = file(folder, "axes").read_text(encoding="utf-8").splitlines()
    padded = [line + ",,," for line in lines]
    file(folder, "axes").write_text("\n".join([*padded, ",,,,", "", ",,"]) + "\n", encoding="utf-8")
    same(atlas, "axes", reread("axes"))


def test_cells_of_nothing_left_out_at_the_end(atlas: Atlas, folder: Path, reread: Reread) -> None:
    lines = file(folder, "cluster_counts").read_text(encoding="utf-8").splitlines()
    assert any(line.endswith(",") for line in lines)
    cut = [line.rstrip(",") for line in lines]
    file(folder, "cluster_counts").write_text("\n".join(cut), encoding="utf-8")
    same(atlas, "cluster_counts", reread("cluster_counts"))


def test_a_row_too_short_or_of_nothing_is_told(folder: Path, reread: Reread) -> None:
    lines = file(folder, "areas").read_text(encoding="utf-8").splitlines()
    lines[5] = ",".join(lines[5].split(",")[:3])
    lines[9] = ",,,,,"
    file(folder, "areas").write_text("\n".join(lines), encoding="utf-8")
    told = [(problem.kind, problem.row) for problem in reread("areas")[1]]
    assert told == [("row_width", 6), ("row_blank", 10)]


def test_a_column_without_heading_that_holds_something_is_told(
    folder: Path, reread: Reread
) -> None:
    lines = file(folder, "areas").read_text(encoding="utf-8").splitlines()
    lines[3] += ",see letter"
    file(folder, "areas").write_text("\n".join(lines), encoding="utf-8")
    assert [(p.kind, p.row) for p in reread("areas")[1]] == [("row_width", 4)]


# --- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "column", "typed", "meant"),
    [
        ("axes", "order_inferred", "FALSE", False),
        ("axes", "order_inferred", "Yes", True),
        ("axes", "order_inferred", "否", False),
        ("sources", "date", "2019/7/4", "2019-07-04"),
        ("sources", "date", "2018.11.30", "2018-11-30"),
        ("sources", "date", "2022年5月", "2022-05"),
        ("sources", "date", "2020/10/1 0:00", "2020-10-01"),
        ("sources", "date", "2021/3", "2021-03"),
        ("zones", "city_adcode", "420500.0", 420500),
        ("zones", "year", "1992.00", 1992),
        ("zones", "year", "2013年", 2013),
        ("zones", "host_county_adcodes", "420111.0 | 420115", (420111, 420115)),
        ("zones", "name_zh", "\u3000葛店开发区\u00a0 ", "葛店开发区"),
        ("zones", "note", "one\nand  two", "one and  two"),
        ("zones", "lat", " 30.5 ", 30.5),
    ],
)
def test_what_is_plainly_meant(
    folder: Path, reread: Reread, table: str, column: str, typed: str, meant: Any
) -> None:
    found = rows(folder, table)
    found[7][column] = typed
    write(folder, table, found)
    frame, problems = reread(table)
    assert problems == []
    assert frame is not None
    assert frame.at[7, column] == meant


@pytest.mark.parametrize(
    ("table", "column", "typed"),
    [
        ("sources", "date", "2019/13/4"),
        ("sources", "date", "2019/2/30"),
        ("sources", "date", "4/7/2019"),
        ("axes", "order_inferred", "maybe"),
        ("zones", "city_adcode", "420500.5"),
        ("zones", "lat", "30,5"),
        ("zones", "zone_id", "Ost See"),
    ],
)
def test_what_is_not_plain_is_told(
    folder: Path, reread: Reread, table: str, column: str, typed: str
) -> None:
    found = rows(folder, table)
    found[7][column] = typed
    write(folder, table, found)
    (problem,) = reread(table)[1]
    assert (problem.row, problem.column, problem.value) == (9, column, typed)


@pytest.mark.parametrize("typed", ["Jul-18", "18-Jul", "9月12日", "2.0E+03", "#REF!", "#####"])
def test_what_a_spreadsheet_spoilt_is_told_once_a_column(
    folder: Path, reread: Reread, typed: str
) -> None:
    found = rows(folder, "sources")
    for row in found[40:140]:
        row["date"] = typed
    write(folder, "sources", found)
    (problem,) = reread("sources")[1]
    assert (problem.kind, problem.row, problem.column) == ("spoilt", 42, "date")
    assert problem.value == typed
    assert "100" in problem.what("en")
    assert "Text" in problem.remedy("en")
    assert "文本" in problem.remedy("zh")


def test_errors_of_formulas_are_no_names(folder: Path, reread: Reread) -> None:
    found = rows(folder, "chains")
    found[2]["name_en"] = found[5]["name_en"] = "#N/A"
    write(folder, "chains", found)
    (problem,) = reread("chains")[1]
    assert (problem.kind, problem.row, problem.fields["count"]) == ("spoilt", 4, 2)


@pytest.mark.parametrize(
    ("sign", "code"),
    [("\u200b", "U+200B"), ("\x1b", "U+001B"), ("\u2060", "U+2060"), ("\ufffd", "U+FFFD"),
     ("\u202e", "U+202E"), ("\ufeff", "U+FEFF")],
)  # fmt: skip
@pytest.mark.parametrize("where", ["{}麻城市", "麻{}城市", "麻城市{}"])
def test_signs_that_cannot_be_seen(
    folder: Path, reread: Reread, sign: str, code: str, where: str
) -> None:
    found = rows(folder, "areas")
    found[60]["name_zh"] = where.format(sign)
    write(folder, "areas", found)
    (problem,) = reread("areas")[1]
    assert (problem.kind, problem.row, problem.column) == ("hidden_sign", 62, "name_zh")
    assert code in problem.what("en")
    # Neither a terminal nor a page is given the sign itself.
    assert sign == "\ufffd" or sign not in problem.text("zh")


def test_signs_that_cannot_be_seen_in_a_list(folder: Path, reread: Reread) -> None:
    found = rows(folder, "clusters")
    found[1]["industry_zh"] = "电子信息|网\u200d络"
    write(folder, "clusters", found)
    assert [p.kind for p in reread("clusters")[1]] == ["hidden_sign"]


@pytest.mark.parametrize(
    ("table", "column", "typed", "twice"),
    [
        ("clusters", "city_adcodes", "420600|420100|420600", "420600"),
        ("regions", "member_adcodes", "420500|420500", "420500"),
        ("zones", "industries_zh", "汽车|化工|汽车", "汽车"),
        ("axes", "city_adcodes", "420100|420600|420100|420500", "420100"),
        ("axes", "city_adcodes", "420100|420600|420100", None),
    ],
)
def test_an_item_twice_in_a_list(
    folder: Path, reread: Reread, table: str, column: str, typed: str, twice: str | None
) -> None:
    found = rows(folder, table)
    found[1][column] = typed
    write(folder, table, found)
    problems = reread(table)[1]
    # A way round comes back to where it began.
    assert [(p.kind, p.row, p.column) for p in problems] == (
        [("item_twice", 3, column)] if twice else []
    )
    assert not twice or twice in problems[0].what("en")


# --- workbooks -----------------------------------------------------------------------------------


def typed_cell(text: str) -> Any:
    """A cell as a spreadsheet takes what is typed: numbers, truth values and the rest as text."""
    if text in ("true", "false"):
        return text == "true"
    if text[:1] == "0" and text.isdigit():  # codes, in cells of text
        return text
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def fill(sheet: Any, table: list[Row]) -> None:
    sheet.append(list(table[0]))
    for row in table:
        sheet.append([typed_cell(cell) for cell in row.values()])


@pytest.mark.parametrize("table", ["clusters", "zones", "axes", "cluster_counts", "city_stats"])
def test_a_table_as_a_workbook(atlas: Atlas, folder: Path, reread: Reread, table: str) -> None:
    book = openpyxl.Workbook()
    fill(book.active, rows(folder, table))
    book.create_sheet("notes").append(["nothing of this matters"])
    book.save(file(folder, table).with_suffix(".xlsx"))
    file(folder, table).unlink()
    same(atlas, table, reread(table))


def test_all_tables_in_one_workbook(atlas: Atlas, folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    for number, name in enumerate(atlas.tables):
        title = atlas.resource(name).title("zh") if number % 2 else name.upper()
        fill(book.create_sheet(title), rows(folder, name))
        file(folder, name).unlink()
    book.save(folder / "our tables.xlsx")
    (folder / "~$our tables.xlsx").write_bytes(b"open elsewhere")
    own = load(folder)
    for name in atlas.tables:
        pd.testing.assert_frame_equal(own.table(name), atlas.table(name))


def test_problems_name_the_workbook_and_the_sheet(folder: Path, reread: Reread) -> None:
    book = openpyxl.Workbook()
    book.active.title = "policies"
    table = rows(folder, "policies")
    table[4]["level"] = "moon"
    fill(book.active, table)
    book.save(folder / "measures.xlsx")
    file(folder, "policies").unlink()
    (problem,) = reread("policies")[1]
    assert (problem.file, problem.row) == ("measures.xlsx [policies]", 6)


def test_dates_in_a_workbook(folder: Path, reread: Reread) -> None:
    table = rows(folder, "sources")
    book = openpyxl.Workbook()
    fill(book.active, table)
    place = list(table[0]).index("date") + 1
    for row, (value, form) in enumerate(
        [
            (datetime(2021, 4, 5), "yyyy/m/d"),
            (date(2020, 9, 1), "mmm-yy"),
            (date(2018, 2, 1), 'yyyy"年"m"月"'),
            (datetime(2017, 12, 24), 'yyyy"-d"mm dd'),
        ],
        2,
    ):
        cell = book.active.cell(row, place, value)
        cell.number_format = form
    book.save(file(folder, "sources").with_suffix(".xlsx"))
    file(folder, "sources").unlink()
    frame, problems = reread("sources")
    assert problems == []
    assert frame is not None
    assert list(frame["date"][:4]) == ["2021-04-05", "2020-09", "2018-02", "2017-12-24"]


def test_a_table_in_two_files_is_told(folder: Path, reread: Reread) -> None:
    book = openpyxl.Workbook()
    fill(book.active, rows(folder, "schemes"))
    book.save(file(folder, "schemes").with_suffix(".xlsx"))
    (problem,) = reread("schemes")[1]
    assert (problem.kind, problem.file) == ("two_files", "tables/schemes.xlsx")
    assert "tables/schemes.csv" in problem.what("en")


def test_a_damaged_workbook_is_told(folder: Path) -> None:
    file(folder, "schemes").unlink()
    (folder / "tables" / "schemes.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "book.xlsx").write_bytes(b"")
    with pytest.raises(AtlasError) as caught:
        load(folder)
    found = {p.file: p.kind for p in caught.value.problems}
    assert found["tables/schemes.xlsx"] == found["book.xlsx"] == "xlsx_broken"
