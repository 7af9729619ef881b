"""Bad workbooks and archives."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import openpyxl

from tests.hostile.common import (
    GOOD,
    HEAD,
    NAMES,
    Files,
    cuts,
    numbered,
)


@cache
def book(kind: str = "good") -> bytes:
    """A workbook."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    rows: list[tuple[object, ...]] = [HEAD, *GOOD]
    match kind:
        case "empty":
            rows = []
        case "far":
            sheet["XFD1048576"] = "x"
        case "low":
            sheet["A1048576"] = "x"
        case "wide":
            rows = [tuple(range(5000)), tuple(range(5000))]
        case "names":
            rows = [HEAD, *[(name, "武汉市") for name in NAMES if name.isprintable()]]
            sheet.title = "a&b"
        case "errors":
            rows = [HEAD, ("#REF!", "#N/A", float("1e308"), -1e-308, True, 45000.5)]
        case "hidden":
            made.create_sheet("other").append(["x"])
            sheet.sheet_state = "hidden"
        case "long":
            rows = [HEAD, ("长" * 32_000, *GOOD[0][1:])]
        case "sheets":
            for n in range(300):
                made.create_sheet(f"s{n}")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(members: dict[str, bytes | str], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def bomb(name: str) -> bytes:
    """An archive that unfolds to a thousand times its size."""
    return packed({**unpacked(book()), name: bytes(60 << 20)})


def flagged(content: bytes) -> bytes:
    """An archive that says that it is locked."""
    locked = bytearray(content)
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = -1
        while (at := locked.find(sign, at + 1)) >= 0:
            locked[at + place] |= 1
    return bytes(locked)


#: Cells that are one, far beyond what is in the sheet.
MERGED = tuple(
    f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'.encode()
    for ref in ("A2:XFD1048576", "A2:A900000", "B3:A1", "A0:B0", "x")
)


def books() -> Files:
    """Workbooks."""
    for kind in (
        "empty",
        "far",
        "low",
        "wide",
        "names",
        "errors",
        "hidden",
        "long",
        "sheets",
    ):
        yield f"{kind}.xlsx", book(kind)
    parts = unpacked(book())
    sheet, shared = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE z [<!ENTITY l0 "ha">{laughs}]>'.encode()
    outside = b'<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    head, _, tail = parts[sheet].partition(b"<worksheet")
    inline = '<c r="A2" t="inlineStr"><is><t>{}</t></is></c>'
    changed: dict[str, dict[str, bytes | str]] = {
        **{
            f"merged-{n}": {
                **parts,
                sheet: parts[sheet].replace(b"</sheetData>", b"</sheetData>" + merged),
            }
            for n, merged in enumerate(MERGED)
        },
        "no-sheet": {name: part for name, part in parts.items() if name != sheet},
        "no-types": {name: part for name, part in parts.items() if "Content" not in name},
        "no-book": {name: part for name, part in parts.items() if name != "xl/workbook.xml"},
        "garbage": {**parts, sheet: b"\xff" * 400},
        "shared-garbage": {**parts, shared: b"<sst><si>"},
        "laughs": {
            **parts,
            sheet: head
            + xml
            + b"<worksheet"
            + tail.replace(
                b"</sheetData>", b"<row>" + inline.format("&l9;").encode() + b"</row></sheetData>"
            ),
        },
        "outside": {
            **parts,
            sheet: head
            + outside
            + b"<worksheet"
            + tail.replace(
                b"</sheetData>", b"<row>" + inline.format("&x;").encode() + b"</row></sheetData>"
            ),
        },
        "bad-cell": {**parts, sheet: parts[sheet].replace(b'r="A1"', b'r="ZZZZ99999999999"')},
        "row-zero": {
            **parts,
            sheet: parts[sheet].replace(b'<row r="1"', b'<row r="0"').replace(b'r="A1"', b'r="A0"'),
        },
        "no-size": {**parts, sheet: parts[sheet].replace(b"<dimension", b"<x")},
        "wrong-shared": {**parts, sheet: parts[sheet].replace(b"<v>0</v>", b"<v>99999999</v>")},
        "minus-shared": {**parts, sheet: parts[sheet].replace(b"<v>0</v>", b"<v>-1</v>")},
        "paths": {**parts, "../../out.xml": b"x"},
        "rooted": {**parts, "/etc/x": b"x"},
        "back": {**parts, "..\\x": b"x"},
        "in-a-book": {**parts, "xl/embeddings/inner.xlsx": book()},
        "many": {**parts, **{f"m{n}": b"" for n in range(2100)}},
        "number": {
            **parts,
            sheet: parts[sheet].replace(
                b"</sheetData>",
                b'<row r="9"><c r="A9"><v>NaN</v></c><c r="B9"><v>1e999</v></c></row></sheetData>',
            ),
        },
        "formula": {
            **parts,
            sheet: parts[sheet].replace(
                b"</sheetData>",
                b'<row r="9"><c r="A9" t="str"><f>1+1</f><v>=2</v></c></row></sheetData>',
            ),
        },
        "far-unsaid": {
            **parts,
            sheet: parts[sheet]
            .replace(b"<dimension", b"<x")
            .replace(
                b"</sheetData>",
                b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
            ),
        },
        "far-behind": {
            **parts,
            sheet: b"<?xml version='1.0'?>"
            + b"<!--"
            + b" " * 5000
            + b"-->"
            + b"<worksheet"
            + tail.replace(
                b"</sheetData>",
                b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
            ),
        },
    }
    for name, members in changed.items():
        yield f"{name}.xlsx", packed(members)
    yield "bomb.xlsx", bomb(sheet)
    yield "bomb-shared.xlsx", bomb(shared)
    yield "locked.xlsx", flagged(book())
    yield "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
    yield "old-short.xls", b"\xd0\xcf\x11\xe0"
    yield "stored.xlsx", packed(dict(parts), zipfile.ZIP_STORED)[:-30]
    yield from numbered("cut", cuts(book(), 14), "xlsx")
