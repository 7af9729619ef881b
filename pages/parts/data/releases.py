"""The update log: what changed from one state of the data to the next."""

from __future__ import annotations

from html import escape

from geo.data.atlas import Atlas
from geo.record.releases import HeadlineChange, Release, TableChange, releases
from geo.sheets import PAGES
from geo.words import Words
from pages.parts import cards


def draw(atlas: Atlas, t: Words) -> None:
    """Every release with its tables and headlines; nothing where none is on record."""
    found = releases(atlas)
    if not found:
        return
    head = cards.figure_head(t("data.log.title"), reading=t("data.log.reading"))
    cards.show(
        f'<div class="block">{head}{"".join(_release(atlas, one, t) for one in found)}</div>'
    )


def _release(atlas: Atlas, one: Release, t: Words) -> str:
    tables = "".join(f"<li>{_table(atlas, table, t)}</li>" for table in one.tables)
    told = [headline for headline in one.headlines if headline.page in PAGES]
    headlines = "".join(f"<li>{_headline(headline, t)}</li>" for headline in told)
    summary = t(
        "data.log.release", version=one.version, previous=one.previous, tables=len(one.tables),
        headlines=len(told),
    )  # fmt: skip
    return (
        f"<details><summary>{escape(summary)}</summary>"
        f"<ul>{tables}</ul><ul>{headlines}</ul></details>"
    )


def _table(atlas: Atlas, table: TableChange, t: Words) -> str:
    known = table.table in atlas.records.resources
    name = atlas.resource(table.table).title(t.lang) if known else table.table
    text = t(
        "data.log.table", table=name, old=table.old, new=table.new, added=table.added,
        removed=table.removed, changed=table.changed,
    )  # fmt: skip
    return escape(text)


def _headline(one: HeadlineChange, t: Words) -> str:
    page = escape(t(f"pages.{one.page}"))
    return f"<b>{page}</b><br><del>{escape(one.old[t.lang])}</del><br>{escape(one.new[t.lang])}"
