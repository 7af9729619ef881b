"""An official list as offices keep it: where its heading is, and who stands in it.

Titles above the heading, numbering, sub-headings with the name of a city, notes below, pairs of
columns side by side and letters in full width are seen for what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.data.reading import hidden
from geo.data.search import plain
from geo.foreign.faults import Fault

Meaning = Literal["name", "english", "city", "county", "zone", "place", "chain", "year", "number"]
#: Parts of a place, from the wider to the narrower.
PLACES: tuple[Meaning, ...] = ("city", "county", "zone", "place")

_SPACES = "[\\s\u3000]+"
#: Headings without what stands before or behind them, as :func:`meaning` takes it off.
_HEADINGS: dict[Meaning, str] = {
    "number": "序号 序 编号 序列 no num number",
    "english": "英文 集群英文 english englishname nameinenglish",
    "year": "年份 年度 时间 年 批次年份 year",
    "city": "市州 州市 地市 城市 地市州 市 地区 city prefecture",
    "county": "县 县市区 县市 区县 市县 县区 市县区 county",
    "zone": "园区 开发区 产业园 产业园区 载体 zone park",
    "place": "地 地区点 所在地 地点 属地 区域 地址 位置 单位 place location address",
    "chain": "产业链 产业 行业 领域 产业领域 产业类别 产业类型 类别 chain valuechain industry",
    "name": "集群 产业集群 特色产业集群 名称 名单 项目 产业集群项目 name cluster clustername",
}
_KNOWN = {word: known for known, words in _HEADINGS.items() for word in words.split()}
_BEFORE = re.compile(
    "^(所在|所属|推荐|申报|牵头|实施|主导|重点|主要|依托|承载|认定|入选|列入|公布)"
)
_BEHIND = re.compile("(?<=.)的?名称$")
_IN_BRACKETS = re.compile("[（(][^）)]*[）)]$")

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
#: Punctuation that Chinese texts write in full width stays so.
_PLAIN = {code: sign for code, sign in _FULL_WIDTH.items() if sign.isalnum() or sign == "．"}
_NUMBER = re.compile(
    r"^(?:[(（]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）][.、．]?|\d{1,3}\s*[.、．)）:：]"
    r"|\d{1,3}\s+(?=\D)|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．])\s*"
)
_COUNTED = re.compile(r"\s*[(（:：]?\s*(?:共\s*)?\d+\s*(?:个|家|条)?\s*[)）]?$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NOTE = re.compile(
    r"(附?注|备注|说明|资料来源|来源|数据来源|合计|总计|小计|共计?\s*\d|制表|填表|联系|审核"
    r"|第\s*\d+\s*页|[*※]|total|note|source)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"名单|公示|通知|公告|一览表|汇总表|附件|目录|list of", re.IGNORECASE)
_CLUSTER = re.compile(r"集群|基地|集聚区|cluster", re.IGNORECASE)
_HAN_GAP = re.compile(f"(?<=[\u4e00-\u9fff（）、“”]){_SPACES}(?=[\u4e00-\u9fff（）、“”])")
#: Heading rows are looked for so far down.
_HEAD_WITHIN = 40
_LONGEST = 120
#: What of a cell is looked at: far more than any name or note has.
_CELL = 2000


@dataclass(frozen=True)
class Entry:
    """One member of a list, as it stands there.

    Attributes
    ----------
    row : int
        Row as a spreadsheet numbers it.
    name : str
        Its name.
    places : tuple of str
        What the list says of where it is, from the wider to the narrower.
    section : str
        City or county above it, in a sub-heading or a merged cell.
    chain, year, english : str
        Industry, year and English name, if the list has them.
    number : int
        Its place among the members, from 1; two may stand in one row.
    """

    row: int
    name: str
    places: tuple[str, ...] = ()
    section: str = ""
    chain: str = ""
    year: str = ""
    english: str = ""
    number: int = 0


@dataclass(frozen=True)
class Listing:
    """What was read.

    Attributes
    ----------
    entries : tuple of Entry
        Members in their order.
    nameless : tuple of Entry
        Rows that have something, but no name.
    titles, notes : tuple of str
        What stands above and below.
    told : tuple of (str, str)
        What is said above under a name of its own, as in the template.
    columns : tuple of (str, str)
        Each heading, or the number of the column, with what it was taken for; none for a column
        that is not used.
    odd : tuple of Fault
        Rows of the file that are not written as they should be, and were read all the same.
    """

    entries: tuple[Entry, ...] = ()
    nameless: tuple[Entry, ...] = ()
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    odd: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class _Layout:
    """Where the columns are: each group is one member to the row."""

    head: int | None
    groups: tuple[dict[Meaning, int], ...] = field(default_factory=tuple)

    def is_place(self, column: int) -> bool:
        """Whether a column other than the first is for places; sub-headings stand elsewhere."""
        return self.head is not None and column > 0 and self.columns.get(column) in PLACES

    @property
    def columns(self) -> dict[int, Meaning]:
        return {place: meaning for group in self.groups for meaning, place in group.items()}


def read(rows: Sequence[Sequence[str]], is_area: Callable[[str], bool]) -> Listing:
    """Read a list.

    Parameters
    ----------
    rows : sequence of sequence of str
        Cells of a sheet or of a pasted text.
    is_area : callable
        Whether a text is the name of a city or county and no more.
    """
    cells = [[tidy(cell) for cell in row] for row in rows]
    layout = _layout(cells)
    titles: list[str] = []
    notes: list[str] = []
    named: list[tuple[str, str]] = []
    entries: list[Entry] = []
    nameless: list[Entry] = []
    section, filled = "", ""
    for number, row in enumerate(cells):
        told = list(dict.fromkeys(filter(None, row)))
        if not told or number == layout.head or _is_heading(row):
            continue
        alone = told[0] if len(told) == 1 else ""
        if layout.head is not None and number < layout.head:
            if len(told) == 2:
                named.append((told[0], told[1]))
            else:
                titles.append(" ".join(told))
        elif alone and not layout.is_place(row.index(alone)) and is_area(_bare(alone)):
            section, filled = _bare(alone), ""
        elif _NOTE.match(told[0]) or (alone and _is_sentence(alone)):
            notes.append(" ".join(told))
        elif alone and not entries and _TITLE.search(alone) and not alone.endswith("集群"):
            titles.append(alone)
        else:
            for group in layout.groups:
                city = group.get("city", len(row))
                filled = row[city] if city < len(row) and row[city] else filled
                entry = _entry(number + 1, row, group, filled or section)
                if entry and entry.name:
                    entries.append(replace(entry, number=len(entries) + 1))
                elif entry:
                    nameless.append(entry)
    head = cells[layout.head] if layout.head is not None else []
    width = max(map(len, cells), default=0)
    columns = tuple(
        ((head[place] if place < len(head) else "") or f"#{place + 1}", known)
        for place in range(width)
        if (known := layout.columns.get(place, "")) or (place < len(head) and head[place])
    )
    return Listing(
        tuple(entries), tuple(nameless), tuple(titles), tuple(notes), columns, tuple(named)
    )


def tidy(cell: str) -> str:
    """A cell without hidden signs, gaps between Chinese characters, and letters in full width."""
    plain = "".join(" " if sign.isspace() else sign for sign in cell[:_CELL])
    unseen = hidden(plain)
    plain = "".join(sign for sign in plain if sign not in unseen).translate(_PLAIN)
    # A cell that begins like a formula is one for any spreadsheet that opens it later.
    return _HAN_GAP.sub("", re.sub(_SPACES, " ", plain)).strip().lstrip("=+-@'\t ")


def _bare(text: str) -> str:
    """A sub-heading without numbering and without how many stand below it."""
    return _COUNTED.sub("", _NUMBER.sub("", text)).rstrip(":：")


def _is_sentence(text: str) -> bool:
    ended = text.endswith(("。", "；", ".")) and not _CLUSTER.search(text[-5:])
    return ended or len(text) > _LONGEST


def meaning(heading: str) -> Meaning | None:
    """What a column holds by its heading; None where that is not known."""
    for text in (heading, _IN_BRACKETS.sub("", heading)):
        whole = plain(text)
        for form in (whole, _BEHIND.sub("", whole), _BEFORE.sub("", _BEHIND.sub("", whole))):
            if form in _KNOWN:
                return _KNOWN[form]
    return None


def _is_heading(row: Sequence[str]) -> bool:
    """Whether a row is a heading: it names the members and something else, or only them."""
    told = [cell for cell in row if cell]
    known = [meaning(cell) for cell in told]
    return "name" in known and sum(one is not None for one in known) * 2 > len(told)


def _layout(cells: Sequence[Sequence[str]]) -> _Layout:
    for number, row in enumerate(cells[:_HEAD_WITHIN]):
        if _is_heading(row):
            return _Layout(number, tuple(_groups([meaning(cell) for cell in row])))
    return _Layout(None, tuple(_groups(_guessed(cells))))


def _groups(known: Sequence[Meaning | None]) -> Iterator[dict[Meaning, int]]:
    """Columns that belong together; a meaning that comes again begins the next ones."""
    group: dict[Meaning, int] = {}
    for place, one in enumerate(known):
        if one is None:
            continue
        if one in group and "name" in group and "name" in known[place:]:
            yield group
            group = {}
        group.setdefault(one, place)
    if "name" in group:
        yield group


def _guessed(cells: Sequence[Sequence[str]]) -> list[Meaning | None]:
    """What columns without headings hold, by what stands in them."""
    width = max(map(len, cells), default=0)
    columns = [
        [row[place] for row in cells if place < len(row) and row[place]] for place in range(width)
    ]
    kinds: list[Meaning | None] = [_kind(column) for column in columns]
    if "name" not in kinds and any(columns):
        longest = max(range(width), key=lambda place: sum(map(len, columns[place])))
        kinds[longest] = "name"
    return kinds


def _kind(column: Sequence[str]) -> Meaning | None:
    if not column:
        return None
    votes = Counter(_votes(cell) for cell in column)
    return votes.most_common(1)[0][0]


def _votes(cell: str) -> Meaning | None:
    if _YEAR.fullmatch(cell.removesuffix("年")):
        return "year"
    if not re.search("[\u4e00-\u9fffA-Za-z]", cell):
        return "number"
    if _CLUSTER.search(cell):
        return "name"
    return "place"


def _entry(
    number: int, row: Sequence[str], group: dict[Meaning, int], section: str
) -> Entry | None:
    """The member in one group of columns; None where they are empty but for a number."""
    told = {
        meaning: row[place] for meaning, place in group.items() if place < len(row) and row[place]
    }
    told.pop("number", None)
    if not told:
        return None
    year = _YEAR.search(told.get("year", ""))
    return Entry(
        number,
        _NUMBER.sub("", told.get("name", "")).strip("；;。，, "),
        tuple(_NUMBER.sub("", told[part]) for part in PLACES if part in told),
        section,
        told.get("chain", ""),
        year.group() if year else "",
        told.get("english", ""),
    )
