"""Writers of the files that one call makes; what is heavy is loaded when it is used."""

from __future__ import annotations

import geopandas as gpd

from geo.files.order import NothingToShowError, Order
from geo.files.slides.pptx import pptx_bytes
from geo.files.tables import FORMATS, xlsx_bytes
from geo.look.svg import svg_text


def pptx(order: Order) -> bytes:
    """Slides of the view, then of its charts."""
    sheet = order.sheet
    order.of = 1 + bool(sheet.map) + max(len(sheet.charts), 1)
    return pptx_bytes(order.atlas, (sheet,), charts=True, step=order.step)


def pdf(order: Order) -> bytes:
    """Report of the view."""
    from geo.files.report import Paper, pdf_bytes

    paper = Paper(order.sheet.name, (order.sheet,))
    return pdf_bytes(order.atlas, paper, order.step)


def png(order: Order) -> bytes:
    """Figure with two dots a px."""
    return order.picture(order.chosen())


def svg(order: Order) -> bytes:
    """Figure as vectors."""
    return svg_text(order.drawing(order.chosen()), "light").encode()


def rows(ending: str, order: Order) -> bytes:
    """The rows behind the claim, or the first that have places where the form asks for them."""
    form = FORMATS[ending]
    for table in order.sheet.rows:
        if not form.spatial or isinstance(table.frame, gpd.GeoDataFrame):
            return form.write(table)
    raise NothingToShowError(order.t("handout.no_places", page=order.sheet.name))


def xlsx(order: Order) -> bytes:
    """All rows of the sheet and the figures of its map and charts, a worksheet each."""
    return xlsx_bytes(*order.sheet.exports)
