"""Bad texts: CSV and what calls itself so."""

from __future__ import annotations

from tests.hostile.common import (
    GOOD,
    HEAD,
    NAMES,
    Files,
    cuts,
    numbered,
    table,
)


def texts() -> Files:
    """CSV and what calls itself so."""
    good = table(GOOD)
    plain = {
        "empty": "",
        "blank": " \n\t\n　\n",
        "mark": "\ufeff",
        "nul": "\0",
        "quotes": '"' * 3001,
        "commas": ",,,\n,,,\n",
        "head": ",".join(HEAD),
        "open": '"甲,乙\n' + good,
        "one": "甲",
        "open-head": '"企业名称,地址\n甲,乙\n丙,丁\n',
        "columns": ",".join(f"c{n}" for n in range(5000)),
        "columns-below": good + ",".join("x" * 5000),
        "cell": good + "丁," + "长" * 3_600_000 + ",,,,\n",
        "no-line": "甲" * 1_200_000,
        "twice": table(GOOD, ("企业名称",) * 6),
        "unnamed": table(GOOD, ("",) * 6),
        "no-end": good.rstrip("\n"),
        "cr": good.replace("\n", "\r"),
        "crlf": good.replace("\n", "\r\n"),
        "signs": good.replace(",", ";", 5),
        "tabs": good.replace(",", "\t"),
        "many-open": good + '"甲,\n' * 40,
        "late-head": "\n" * 30 + good,
        "title": "名录\n\n（2026）\n" + good,
        "again": good + good,
        "json-begun": "[1, 2",
        "object": "{",
        "deep": "[" * 100_000,
        "page": "<html><table>",
        "xml": "<?xml version='1.0'?><a/>",
        "nuls": good.replace("甲", "\0甲\0"),
        "separators": good.replace("厂", "\u2028\x0b\x0c\x85"),
        "ragged": good + "丁\n戊,己\n" + ",".join("庚辛壬癸子丑寅卯") + "\n",
        "odd-quote": good + '甲"乙"丙,武汉市,,,,\n"甲"乙,宜昌市,,,,\n',
        "numbers": table(
            [
                ("甲", "武汉市", "1e999", "-1e999", "0x10", "１２"),
                ("乙", "武汉市", "114,4", "三十", "9" * 400, "1_0"),
            ]
        ),
        "nan": table(
            [
                (n, "武汉市", *at, "", "")
                for n, at in zip(
                    "甲乙丙丁",
                    [("NaN", "nan"), ("Infinity", "-inf"), ("114.3", "NaN"), ("null", "NULL")],
                    strict=True,
                )
            ]
        ),
        "elsewhere": table(
            [
                (n, "", *at, "", "")
                for n, at in zip(
                    "甲乙丙丁戊",
                    [(116.4, 39.9), (0, 0), (30.5, 114.4), (999, 91), (-114.4, -30.5)],
                    strict=True,
                )
            ]
        ),
        "names": table([(name.replace(",", "，"), "武汉市", "", "", "", "") for name in NAMES]),
        "places": table(
            [
                ("甲", place, "", "", "", "")
                for place in (*NAMES[:3], "武汉市宜昌市", "火星", "湖北省", "99" * 20)
            ]
        ),
        "spaces": " , , \n" * 50,
        "long-head": table(GOOD, ("企业名称" * 500, *HEAD[1:])),
        "only-names": "企业名称\n甲\n乙\n",
        "only-places": "地址\n武汉市\n",
        "inner": good + '"丁\n\n\n戊",武汉市,,,,\n',
        "runaway": good + '"' + "x\n" * 200,
        "sep": "sep=;\n" + good.replace(",", ";"),
        "bom-twice": "\ufeff\ufeff" + good,
    }
    for name, text in plain.items():
        yield f"{name}.csv", text.encode()
    gb = good.encode("gb18030")
    raw = {
        "png": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "pdf": b"%PDF-1.7\n%\xff\xff",
        "gzip": b"\x1f\x8b\x08\x00" + bytes(50),
        "rar": b"Rar!\x1a\x07\x00",
        "zeros": bytes(5000),
        "gb": gb,
        "gb-half": gb[:-3] + b"\xd6",
        "gb-torn": gb.replace(b"\xbc\xd7", b"\xff\xff", 1),
        "utf-torn": good.encode().replace("乙".encode(), b"\xe4\xb9"),
        "mixed": good.encode() + "丁,武汉市,,,,\n".encode("gb18030"),
        "big5": "企業名稱,地址\n甲有限公司,武漢市\n".encode("big5"),
        "latin": "Företag,Ort\nåäö,Wuhan\n".encode("latin-1"),
        "utf16": good.encode("utf-16"),
        "utf16-bare": good.encode("utf-16-le"),
        "utf16-odd": good.encode("utf-16")[:-1],
        "utf16-lone": b"\xff\xfe"
        + "企业名称,地址\n".encode("utf-16-le")
        + b"\x00\xd8a\x00,\x00b\x00\n\x00",
        "utf32": good.encode("utf-32"),
        "utf7": good.encode("utf-7"),
        "all-bytes": bytes(range(256)) * 20,
        "escapes": b"\x1b[31m\x1b]0;x\x07" + good.encode(),
    }
    for name, content in raw.items():
        yield f"{name}.csv", content
    yield from numbered("cut", cuts(good.encode(), 6), "csv")
    yield from numbered("cut-gb", cuts(gb, 4), "csv")
