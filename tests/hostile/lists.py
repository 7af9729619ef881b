"""Bad lists of clusters, and bad files of lists that were saved."""

from __future__ import annotations

import json

from tests.hostile.books import book, flagged, packed, unpacked
from tests.hostile.common import (
    LIST,
    NAMES,
    SCRIPT,
    Files,
    cuts,
    numbered,
)


def lists() -> Files:
    """Lists of clusters, as CSV."""
    good = LIST
    plain = {
        "open": good + '"丙测试品产业集群,宜昌市\n丁测试品产业集群,宜昌市\n',
        "ragged": good + "丙测试品产业集群\n丁,戊,己,庚\n",
        "names": "集群名称,所在地\n"
        + "".join(f"{name.replace(',', '，')}产业集群,宜昌市\n" for name in NAMES),
        "numbers": "集群名称,年份\n宜昌市甲产业集群,99999\n宜昌市乙产业集群,NaN\n",
        "no-name": "所在地\n宜昌市\n",
        "place": "集群名称,所在地\n甲产业集群,火星\n乙产业集群,十堰市襄城区\n丙产业集群,\n",
        "long": "宜昌市" + "甲" * 90_000 + "产业集群\n",
        "rows": "宜昌市甲产业集群\n" * 2500,
        "groups": ("集群名称\t" * 90) + "\n" + ("宜昌市甲产业集群\t" * 90),
        "signs": "①②③④\n一、\n（1）\n",
        "heads": "集群名称\n" * 200,
        "bidi": "\u202e集群名称\n\u2066宜昌市甲产业集群\n",
        "tags": "<table><tr><td>宜昌市甲产业集群",
        "columns": ",".join(["集群名称"] * 300),
    }
    for name, text in plain.items():
        yield f"{name}.csv", text.encode()
    yield "gb-torn.csv", good.encode("gb18030")[:-4] + b"\xff\n"
    yield from numbered("cut", cuts(good.encode(), 4), "csv")


def archives(good: bytes) -> Files:
    """Own lists that were saved: archives and workbooks, made from a good one."""
    parts = unpacked(good)
    told = json.loads(parts["datapackage.json"])
    dictionaries: dict[str, bytes] = {
        "words": b"x",
        "array": b"[]",
        "number": b"7",
        "deep": b"[" * 100_000,
        "no-key": b"{}",
        "mark": b"\xef\xbb\xbf{}",
        "utf16": json.dumps(told).encode("utf-16"),
        "key-text": json.dumps({**told, "hca:overlay": "x"}).encode(),
        "was-text": json.dumps({**told, "hca:overlay": {"version": 1, "was": "x"}}).encode(),
        "was-deep": json.dumps(
            {**told, "hca:overlay": {"version": None, "was": {"programmes": 3}}}
        ).encode(),
    }
    for name, content in dictionaries.items():
        yield f"said-{name}.zip", packed({**parts, "datapackage.json": content})
    head, *rows = parts["tables/clusters.csv"].decode("utf-8-sig").splitlines()
    tables = {
        "no-head": "\n".join(rows),
        "empty": "",
        "head": head,
        "twice": "\n".join([head, *rows, *rows]),
        "quote": head + '\n"x',
        "nul": head + "\n\0",
        "ragged": f"{head}\nx\n" + "y," * 90,
        "script": "\n".join([head, rows[0].replace("测试品", SCRIPT)]),
        "formula": "\n".join([head, "=1+1" + rows[0]]),
        "codes": "\n".join([head, rows[0].replace("420500", "999999")]),
        "columns": head + "," + ",".join(f"c{n}" for n in range(3000)),
        "words": "\n".join([head, rows[0].replace("420500", "宜昌")]),
    }
    for name, text in tables.items():
        yield f"table-{name}.zip", packed({**parts, "tables/clusters.csv": text.encode()})
    yield "bytes.zip", packed({**parts, "tables/clusters.csv": b"\xff\xfe\x00\xd8" * 40})
    yield "paths.zip", packed({f"../../{n}": c for n, c in parts.items()})
    yield "many.zip", packed({**parts, **{f"tables/x{n}.csv": b"" for n in range(50)}})
    yield "bomb.zip", packed({**parts, "tables/sources.csv": bytes(30 << 20)})
    yield "book.zip", packed({**parts, "tables/clusters.xlsx": book()})
    yield "locked.zip", flagged(good)
    yield "book.xlsx", book()
    yield from numbered("cut", cuts(good, 12), "zip")
