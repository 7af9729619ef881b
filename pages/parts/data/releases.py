"""The update log: what changed from one state of the data to the next."""

from __future__ import annotations

from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element
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
    cards.show(cards.block(head, *(_release(atlas, one, t) for one in found)))


def _release(atlas: Atlas, one: Release, t: Words) -> Markup:
    told = [headline for headline in one.headlines if headline.page in PAGES]
    summary = t(
        "data.log.release", version=one.version, previous=one.previous, tables=len(one.tables),
        headlines=len(told),
    )  # fmt: skip
    return element(
        "details",
        element("summary", summary),
        cards.listed(_table(atlas, table, t) for table in one.tables),
        cards.listed(_headline(headline, t) for headline in told),
    )


def _table(atlas: Atlas, table: TableChange, t: Words) -> str:
    known = table.table in atlas.records.resources
    name = atlas.resource(table.table).title(t.lang) if known else table.table
    return t(
        "data.log.table", table=name, old=table.old, new=table.new, added=table.added,
        removed=table.removed, changed=table.changed,
    )  # fmt: skip


def _headline(one: HeadlineChange, t: Words) -> Markup:
    return Markup("<b>{}</b><br><del>{}</del><br>{}").format(
        t(f"{one.page}.page"), one.old[t.lang], one.new[t.lang]
    )
