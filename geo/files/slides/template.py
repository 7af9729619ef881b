"""The empty presentation: 16:9, one face, colours of the product; or a template of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from geo import settings
from geo.files.order import TemplateError
from geo.files.slides.setting import FACE, HEIGHT, WIDTH, emu, hexed
from geo.words import Words
from geo.words.text import quotable

#: Setting that names a file of which master, faces and colours are taken.
SETTING = settings.EVERY["pptx_template"].name
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


def fault(t: Words) -> str:
    """What is wrong with the template that the setting names; empty where nothing is."""
    try:
        presentation("", "", t)
    except TemplateError as error:
        return str(error)
    return ""


def presentation(title: str, author: str, t: Words) -> Any:
    """Presentation without slides.

    Parameters
    ----------
    title, author : str
        What the file says of itself.
    t : Words
        Language in which a template that cannot be used is told.

    Raises
    ------
    TemplateError
        The setting names a template that cannot be used.
    """
    named = settings.current().pptx_template
    deck = _own(named, t) if named else Presentation()
    _widen(deck)
    if not named:
        _theme(deck.slide_master)
    properties = deck.core_properties
    properties.title, properties.author = title, author
    return deck


def add_slide(deck: Any) -> Any:
    """A slide whose title is still empty, with no other place to write in."""
    slide = deck.slides.add_slide(_layout(deck))
    for place in list(slide.placeholders):
        if place.placeholder_format.idx:
            place._element.getparent().remove(place._element)
    return slide


def _layout(deck: Any) -> Any:
    """The layout with a title and the least besides; None where no layout has one."""

    def rest(layout: Any) -> tuple[bool, int]:
        return layout._element.get("type") != "titleOnly", len(list(layout.placeholders))

    titled = [
        layout
        for layout in deck.slide_layouts
        if any(place.placeholder_format.idx == 0 for place in layout.placeholders)
    ]
    return min(titled, key=rest, default=None)


def _own(path: Path, t: Words) -> Any:
    """The presentation that a setting names, without its slides."""
    told = t("handout.template", setting=SETTING, file=quotable(str(path)))
    try:
        deck = Presentation(str(path))
        slides = deck.slides._sldIdLst
        for one in list(slides):
            deck.part.drop_rel(one.rId)
            slides.remove(one)
        deck.slide_master.part.part_related_by(RT.THEME)
        usable = _layout(deck) is not None
    # Whatever is wrong with it, from a path that leads nowhere to a file that is half a file.
    except Exception as error:
        raise TemplateError(told) from error
    if not usable:
        raise TemplateError(told)
    return deck


def _widen(deck: Any) -> None:
    """Give slides the size that everything here is reckoned in; what is on them follows."""
    across, down = emu(WIDTH) / deck.slide_width, emu(HEIGHT) / deck.slide_height
    if across == down == 1:
        return
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.shapes:
            if shape.is_placeholder and shape._element.spPr.xfrm is None:
                continue
            shape.left, shape.width = round(shape.left * across), round(shape.width * across)
            shape.top, shape.height = round(shape.top * down), round(shape.height * down)


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
