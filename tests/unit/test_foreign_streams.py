"""Registers of any form are read whole: a row of the file is a row, or refused with a reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import UnreadableError
from geo.foreign import lines, streams
from geo.foreign.refused import Refused
from geo.words import LANGUAGES

HEAD = ("企业名称", "地址", "人数")
FIRMS = pd.DataFrame(
    [("华中光电", "武汉市洪山区", "12"), ("宜化,股份", '“路”"甲"号', ""), ("丙", "x", "7")],
    columns=HEAD,
)


@contextmanager
def reading(content: bytes | Path, folder: Path) -> Iterator[tuple[streams.Reading, Any, Refused]]:
    """What is read of a file: about it, its rows as tuples, what was refused."""
    path = content if isinstance(content, Path) else folder / "register.csv"
    if isinstance(content, bytes):
        path.write_bytes(content)
    with Refused(folder / "refused.csv", "en") as refused:
        told = streams.read(path, folder / "raw.parquet", refused)
        rows = pd.read_parquet(told.path).astype(object)
        yield told, [tuple(row) for row in rows.where(rows.notna(), None).to_numpy()], refused


def written(kind: str, folder: Path) -> Path:
    """The three firms in a form."""
    path = folder / f"firms.{kind}"
    layer = geopandas.GeoDataFrame(
        FIRMS, geometry=geopandas.points_from_xy([114.3, 111.3, 0], [30.6, 30.7, 0]), crs=4490
    )
    match kind:
        case "csv":
            FIRMS.to_csv(path, index=False)
        case "gb.csv":
            FIRMS.to_csv(path, index=False, encoding="gb18030", sep=";")
        case "utf16.txt":
            path.write_bytes(FIRMS.to_csv(index=False, sep="\t").encode("utf-16"))
        case "xlsx":
            with pd.ExcelWriter(path) as book:
                pd.DataFrame().to_excel(book, sheet_name="说明")
                FIRMS.to_excel(book, sheet_name="名录", index=False, startrow=2)
        case "parquet":
            FIRMS.to_parquet(path, index=False)
        case "shp.zip":
            layer.to_file(path, driver="ESRI Shapefile", encoding="GB18030")
        case _:
            layer.to_file(path)
    return path


FORMS = ["csv", "gb.csv", "utf16.txt", "xlsx", "parquet", "geojson", "gpkg", "shp.zip"]


@pytest.mark.parametrize("kind", FORMS)
def test_every_form_gives_the_same_rows(kind: str, tmp_path: Path) -> None:
    with reading(written(kind, tmp_path), tmp_path) as (told, rows, refused):
        assert told.columns[:3] == HEAD
        assert [row[1:4] for row in rows] == [
            ("华中光电", "武汉市洪山区", "12"), ("宜化,股份", '“路”"甲"号', None), ("丙", "x", "7"),
        ]  # fmt: skip
        first = {"csv": 2, "gb.csv": 2, "utf16.txt": 2, "xlsx": 4}.get(kind, 1)
        assert [row[0] for row in rows] == [first, first + 1, first + 2]
        assert refused.counts == ({"sheet_empty": 1} if kind == "xlsx" else {})
        if kind in ("geojson", "gpkg", "shp.zip"):
            assert [float(x) for x in rows[0][4:]] == pytest.approx([114.3, 30.6])


def test_every_fault_has_its_line_and_nothing_behind_it_is_lost(tmp_path: Path) -> None:
    head = "名录（2026）\n\n企业名称,地址,人数\n"
    body = [
        b"a,b,1",
        '"不成对,武汉,2'.encode(),  # line 5
        b"c,d",
        b"e,f,3,,",
        b"\xff\xfe,g,4",  # line 8
        b"h\0,i,5",
        b"",
        b"j,k,6,7",
        '"星火"社,l,8'.encode(),  # line 12
        b'"m\nn",o,9',
        b",,",
        b"p,q,10",
    ]
    with reading(head.encode() + b"\n".join(body), tmp_path) as (told, rows, refused):
        assert [row[0] for row in rows] == [4, 7, 9, 12, 13, 16]
        assert [row[1] for row in rows] == ["a", "e", "h", "星火社", "m\nn", "p"]
        assert [(fault.kind, fault.row) for fault in refused.faults] == [
            ("quote_open", 5), ("ragged", 6), ("byte", 8), ("nul", 9), ("ragged", 11),
        ]  # fmt: skip
        # All lines: title and heading, one row of two lines, rows, refused and blank ones.
        assert told.above + 1 + told.rows + told.refused + told.blank == 16
    kept = list(csv.reader((tmp_path / "refused.csv").read_text("utf-8-sig").splitlines()))
    assert kept[0] == ["row", "why", "remedy", *HEAD]
    assert [row[0] for row in kept[1:]] == ["5", "6", "8", "11"]


@pytest.mark.parametrize("sign", [",", "\t"])
def test_pieces_of_any_size_give_the_same(
    sign: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"企业{n}", '"一\n二"' if n % 7 == 0 else f"地址{n}", str(n)) for n in range(300)]
    text = "\n".join(sign.join(row) for row in [HEAD, *rows])
    with reading(text.encode(), tmp_path) as (_, whole, _refused):
        assert len(whole) == 300
    monkeypatch.setattr(lines, "_PIECE", 700)
    with reading(text.encode("gb18030"), tmp_path) as (_, parts, _refused):
        assert parts == whole


def test_reading_can_be_followed_and_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    def enough(done: int, of: int) -> None:
        raise InterruptedError(f"{done}/{of}")

    with Refused(tmp_path / "r.csv") as refused, pytest.raises(InterruptedError, match="8/8"):
        streams.read(tmp_path / "a.csv", tmp_path / "raw.parquet", refused, progress=enough)


def test_a_refused_row_is_no_formula(tmp_path: Path) -> None:
    with reading(b"name,place\na,b\n=cmd(),b,c\n", tmp_path):
        pass
    assert "'=cmd()" in (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")


cell = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(cell, cell, cell), max_size=20), st.sampled_from(["utf-8", "gb18030"]))
def test_what_was_written_is_read(
    tmp_path: Path, rows: list[tuple[str, str, str]], charset: str
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEAD, ("甲", "乙", "丙"), *rows])
    with reading(out.getvalue().encode(charset), tmp_path) as (told, read, refused):
        filled = [row for row in rows if any(row)]
        assert [row[1:] for row in read[1:]] == [tuple(c or None for c in row) for row in filled]
        assert told.rows == len(filled) + 1
        assert not refused.rows


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [b"a", b'"', b",", b"\n", b"\r\n", b"\0", b"\xff", "中".encode(), b"\xd6\xd0"]
        ),
        max_size=120,
    ).map(b"".join)
)
def test_whatever_a_text_holds_every_line_is_accounted_for(tmp_path: Path, raw: bytes) -> None:
    content = b"name,place\nx,y\nx,y\n" + raw
    try:
        with reading(content, tmp_path) as (told, rows, refused):
            numbers = {row[0] for row in rows} | {fault.row for fault in refused.faults}
            text = content.replace(b"\r\n", b"\n").removesuffix(b"\n")
            inside = sum(cell.count("\n") for row in rows for cell in row[1:] if cell)
            assert told.above + told.rows + told.refused + told.blank + inside == 1 + text.count(
                b"\n"
            )
            assert len(numbers) >= told.rows
    except UnreadableError as error:
        assert all(error.text(lang) for lang in LANGUAGES)


def half(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def torn(whole: bytes) -> bytes:
    place = len(whole) // 3
    return whole[:place] + b"\xa5" * 40 + whole[place + 40 :]


@pytest.mark.parametrize(
    ("kind", "broken"),
    [("xlsx", torn), ("parquet", torn), ("geojson", half), ("gpkg", torn), ("shp.zip", torn)],
)
def test_a_broken_file_is_read_or_told_in_a_sentence(
    kind: str, broken: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = written(kind, tmp_path)
    path.write_bytes(broken(path.read_bytes()))
    try:
        with reading(path, tmp_path) as (told, rows, _refused):
            assert len(rows) == told.rows <= 3
    except UnreadableError as error:
        assert all("{" not in error.text(lang) for lang in LANGUAGES)


def test_odd_shapes_lose_no_row(tmp_path: Path) -> None:
    shapes = [
        '{"type": "Polygon", "coordinates": [[[114, 30], [115, 31]]]}',
        '{"type": "Polygon", "coordinates": [[[114, 30], [114.2, 30], [114.1, 30.2], [114, 30]]]}',
        "null",
    ]
    features = ",".join(
        f'{{"type": "Feature", "properties": {{"name": "<b>{n}"}}, "geometry": {shape}}}'
        for n, shape in enumerate(shapes)
    )
    text = f'{{"type": "FeatureCollection", "features": [{features}]}}'
    with reading(text.encode(), tmp_path) as (told, rows, refused):
        assert [row[1] for row in rows] == ["<b>0", "<b>1", "<b>2"]
        assert rows[1][2] is not None
        assert rows[2][2] is None
        assert refused.counts["shapeless"] == 1
        assert told.rows == 3
