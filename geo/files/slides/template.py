"""The empty presentation: 16:9, one face, the colours of the product in the palette."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from geo.files.slides.setting import FACE, HEIGHT, WIDTH, emu, hexed

#: Layout with a title and nothing else.
_TITLE_ONLY = 5
#: Colours of the palette that PowerPoint offers, by place.
_PALETTE = {
    "dk1": "ink",
    "lt1": "ground",
    "dk2": "ink2",
    "lt2": "panel",
    "accent1": "main",
    "accent2": "north",
    "accent3": "south",
    "accent4": "count-3",
    "accent5": "fam-mater",
    "accent6": "fam-equip",
    "hlink": "north",
    "folHlink": "muted",
}


def presentation(title: str, author: str) -> Any:
    """Presentation without slides."""
    deck = Presentation()
    wider = emu(WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    master = deck.slide_master
    for page in (master, *master.slide_layouts):
        for shape in page.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * wider), round(shape.width * wider)
    _theme(master)
    properties = deck.core_properties
    properties.title, properties.author = title, author
    return deck


def add_slide(deck: Any) -> Any:
    """A slide whose title is still empty."""
    return deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        for tag in ("a:latin", "a:ea"):
            fonts.find(qn(tag)).set("typeface", FACE)
        for font in fonts.findall(qn("a:font")):
            if font.get("script") in ("Hans", "Hant"):
                font.set("typeface", FACE)
    scheme = next(theme.iter(qn("a:clrScheme")))
    for place, name in _PALETTE.items():
        slot = scheme.find(qn(f"a:{place}"))
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", hexed(name))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
