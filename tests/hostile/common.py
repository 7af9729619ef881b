"""What bad files of every form are made from."""

from __future__ import annotations

import random
from collections.abc import Iterator

HEAD = ("企业名称", "地址", "经度", "纬度", "行业", "从业人数")
SCRIPT = "<script>alert(1)</script>"
FORMULAS = ('=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0")
NAMES = (
    SCRIPT,
    *FORMULAS,
    "甲\u202e\x07公司",
    "../../etc/passwd",
    "'; drop table firms; --",
    "{0.__class__}",
    "%s%n",
    "${7*7}",
)
GOOD = [
    ("甲有限公司", "武汉市洪山区珞喻路1号", "114.40", "30.50", "3670", "50"),
    ("乙厂", "宜昌市夷陵区发展大道", "111.33", "30.77", "化工", "7"),
    ("丙社", "襄阳市樊城区", "112.13", "32.04", "", ""),
]
#: A file of a list of clusters that is as good.
LIST = "集群名称,所在地\n宜昌市甲测试品产业集群,宜昌市\n枝江市乙测试品产业集群,枝江市\n"

Files = Iterator[tuple[str, bytes]]


def table(rows: list[tuple[object, ...]], head: tuple[str, ...] = HEAD) -> str:
    """Rows as they are joined by somebody who knows no quotes."""
    return "\n".join(",".join(map(str, row)) for row in (head, *rows)) + "\n"


def cuts(whole: bytes, number: int, seed: int = 3) -> Iterator[bytes]:
    """A file cut short at many places, and with bytes overwritten at as many."""
    dice = random.Random(seed)
    for n in range(1, number + 1):
        yield whole[: len(whole) * n // (number + 1)]
        torn = bytearray(whole)
        at = dice.randrange(len(torn))
        torn[at : at + 24] = dice.randbytes(24)
        yield bytes(torn)


def numbered(name: str, contents: Iterator[bytes], ending: str) -> Files:
    for n, content in enumerate(contents):
        yield f"{name}-{n}.{ending}", content
