"""The visual language in one table: colours, marks, lines and type, light and dark.

Everything that draws (Streamlit's theme, maps, charts, slides) reads its values here, so that a
hue or a width means the same thing everywhere. Colours are pairs ``(light, dark)``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from geo.look.oklab import oklch, tint

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, Theme] = ("light", "dark")
Pair = tuple[str, str]


class Hue(NamedTuple):
    """Colour of a group of chain families and the character that stands for it on a mark."""

    zh: str
    en: str
    light: str
    dark: str


class RegionColour(NamedTuple):
    """Line-and-word colour of a region and the tint that fills it."""

    line: Pair
    tint: Pair


class Tier(NamedTuple):
    """Form of a mark: ``size`` is the radius of its bounding circle in CSS px."""

    shape: Literal["hexagon", "circle", "square", "triangle", "diamond"]
    size: float


#: Ground, text and lines. Only ``muted`` and darker may colour words; ``faint`` never does.
TOKENS: dict[str, Pair] = {
    "ground": ("#FFFFFF", "#14181D"),
    "panel": ("#F6F5F1", "#1A1F25"),
    "land": ("#F7F5EF", "#1E242B"),
    "ink": ("#1A1F24", "#E8EAEC"),
    "ink2": ("#3D4650", "#C3CAD1"),
    "muted": ("#5C6670", "#A9B2BB"),
    "faint": ("#8A939C", "#7C868F"),
    "rule": ("#D8DBDD", "#343B43"),
    "hair": ("#E9EAE8", "#262C33"),
    "accent": ("#8F1D23", "#F9A8A0"),
    "partial": ("#7A5600", "#E3B84E"),
    "partial-ground": ("#FFF8E6", "#2A2413"),
    "partial-line": ("#B98A1E", "#8A6A1E"),
    "slot": ("#FFFCF3", "#2A2413"),
    "subject": ("#F1ECE0", "#2E2A22"),
    "beside": ("#FAF9F6", "#1A1F25"),
    "water": ("#9DBFD6", "#3F6580"),
    "water-ink": ("#4A7C9C", "#7FB0D0"),
    "hatch": ("#C9CCCE", "#4A525A"),
    "province-line": ("#59636C", "#A9B2BB"),
    "city-line": ("#9BA2A8", "#59626B"),
    "county-line": ("#E3E2DB", "#2B3239"),
    "county-line-near": ("#C9CBC6", "#414A53"),
}

#: Regions of the layout in force; roles of the other schemes borrow these three.
REGION_COLOURS: dict[str, RegionColour] = {
    "main": RegionColour(("#8F1D23", "#F9A8A0"), ("#DFB3AE", "#5A2A28")),
    "north": RegionColour(("#1F5FA3", "#58A6E6"), ("#C3D8EE", "#1B324C")),
    "south": RegionColour(("#5B8C3E", "#5A9438"), ("#E6EFDD", "#26331B")),
}

#: Eight hues that colour-blind readers can tell apart; the rest is an outline.
FAMILIES: dict[str, Hue] = {
    "opto": Hue("光", "O", "#0B5CAD", "#A3B5EF"),
    "auto": Hue("车", "V", "#A67A2B", "#ED9400"),
    "health": Hue("药", "H", "#76065B", "#AB7196"),
    "equip": Hue("装", "E", "#8670E0", "#966EED"),
    "chem": Hue("化", "C", "#505A08", "#CBDB97"),
    "mater": Hue("材", "M", "#128E8E", "#48EBD4"),
    "food": Hue("食", "F", "#17462F", "#4E9A75"),
    "textile": Hue("纺", "T", "#C43C6B", "#CB5125"),
    "other": Hue("其", "X", "#66707A", "#A9B2BB"),
}

#: Families of the table ``chains`` to hues. A family that is not named here is "other".
HUE_OF_FAMILY: dict[str, str] = {
    "opto_electronics": "opto",
    "digital": "opto",
    "beidou": "opto",
    "vehicles": "auto",
    "life_health": "health",
    "equipment": "equip",
    "chemicals": "chem",
    "materials": "mater",
    "metals": "mater",
    "energy_batteries": "mater",
    "building_materials": "mater",
    "environment": "mater",
    "food": "food",
    "textiles": "textile",
    "light_industry": "textile",
    "home_appliances": "textile",
    "services": "other",
    "safety_emergency": "other",
}

#: Mark of each tier class, at province view on a desk.
TIERS: dict[int, Tier] = {
    1: Tier("hexagon", 15.5),
    2: Tier("circle", 10.0),
    3: Tier("square", 10.6),
    4: Tier("triangle", 13.2),
}
#: Scale of marks and map type for the other media.
PHONE_SCALE = 0.74
PROJECTOR_SCALE = 1.8

#: Small counts by area, from "none" to "most"; ochre, as red, blue and green are taken.
COUNT_RAMP: tuple[Pair, ...] = (
    ("#F4EFE3", "#2A2620"),
    ("#E3CE9F", "#5A431C"),
    ("#C99B4B", "#94692A"),
    ("#94651A", "#CF9D4C"),
    ("#5A3A0A", "#F3D9A0"),
)
#: Quotients and shares against a benchmark, cut at ¼ · ½ · 0.8 · 1.25 · 2 · 4.
QUOTIENT_RAMP: tuple[str, ...] = (
    "#0B5A54", "#3C9187", "#A5D0C8", "#F2F1ED", "#E3C79A", "#B07A2A", "#6E4306",
)  # fmt: skip
#: Two figures at once, thirds against thirds: rows by standing on a list, columns by what is
#: measured, low to high. Where the two agree it is grey; blue is measured more, ochre listed more.
TWO_WAY: tuple[tuple[Pair, ...], ...] = (
    (("#F6F4EE", "#22262B"), ("#B2D2F5", "#1D3F7C"), ("#2F8ECA", "#1E84B6")),
    (("#F7D08A", "#6D4209"), ("#A3A09A", "#6C6A64"), ("#3D5273", "#88CBEA")),
    (("#CE7B10", "#B97631"), ("#805A43", "#F0C570"), ("#33221A", "#F2F1EA")),
)
#: Lists whose mean centres are compared on one map, in their order; told apart like the families,
#: whose marks never stand there with them.
CENTRES: tuple[Pair, ...] = tuple(
    (FAMILIES[code].light, FAMILIES[code].dark)
    for code in ("opto", "textile", "mater", "auto", "equip", "chem")
)

#: Widths of map lines in CSS px at province view.
LINES: dict[str, float] = {
    "province": 1.6,
    "city": 1.0,
    "county": 0.6,
    "county-near": 0.9,
    "region": 2.6,
    "river-1": 2.6,
    "river-2": 1.6,
    "link": 3.4,
    "selection": 2.6,
    "selection-edge": 5.0,
    "mark-edge": 1.4,
}

#: Type sizes in CSS px: desk, phone, projector.
TYPE: dict[str, tuple[float, float, float]] = {
    "headline": (25, 19, 66),
    "figure": (15.5, 15, 30),
    "body": (14, 15, 30),
    "number": (30, 24, 66),
    "reading": (12.5, 12.5, 24),
    "source": (11.5, 11.5, 19),
}

#: Faces that Windows, macOS, UOS and Kylin bring along; no web font.
FONT_STACK = (
    '"Microsoft YaHei UI","Microsoft YaHei","PingFang SC","Hiragino Sans GB",'
    '"Source Han Sans SC","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif'
)


#: Lightness and largest chroma of the roles in a chain, strongest first: light theme, then dark. A
#: family that is darker than the strongest role keeps its own lightness there.
_ROLES: tuple[tuple[tuple[float, float], tuple[float, float]], ...] = (
    ((0.56, 0.13), (0.72, 0.13)),
    ((0.77, 0.1), (0.5, 0.09)),
    ((0.92, 0.042), (0.33, 0.05)),
)


@lru_cache
def role_ramp(hue: str) -> tuple[Pair, ...]:
    """Colours of the roles core, important and supporting on the page of a chain of a hue."""
    family = FAMILIES[hue]
    own = oklch(family.light)[0]
    return tuple(
        (
            tint(family.light, min(day[0], own) if not step else day[0], day[1]),
            tint(family.dark, *night),
        )
        for step, (day, night) in enumerate(_ROLES)
    )


def colours() -> dict[str, Pair]:
    """Every colour that differs by theme, by the name of its CSS variable."""
    pairs = dict(TOKENS)
    for code, region in REGION_COLOURS.items():
        pairs[code] = region.line
        pairs[f"{code}-tint"] = region.tint
    for code, hue in FAMILIES.items():
        pairs[f"fam-{code}"] = (hue.light, hue.dark)
        for step, pair in enumerate(role_ramp(code)):
            pairs[f"role-{code}-{step}"] = pair
    for step, pair in enumerate(COUNT_RAMP):
        pairs[f"count-{step}"] = pair
    for number, pair in enumerate(CENTRES):
        pairs[f"centre-{number}"] = pair
    for listed, row in enumerate(TWO_WAY):
        for measured, pair in enumerate(row):
            pairs[f"two-way-{listed}{measured}"] = pair
    return pairs


@lru_cache
def colour(name: str, theme: Theme) -> str:
    """Value of a colour by name, as ``ink``, ``fam-auto``, ``count-2`` or ``quotient-3``."""
    if name.startswith("quotient-"):
        return QUOTIENT_RAMP[int(name.removeprefix("quotient-"))]
    return colours()[name][THEMES.index(theme)]


def css_variables(theme: Theme | None = None) -> str:
    """CSS custom properties of every colour and the font stack.

    Parameters
    ----------
    theme : {"light", "dark"}, optional
        Plain values of one theme. By default each value is ``light-dark(light, dark)``, which
        follows the ``color-scheme`` of the element.

    Returns
    -------
    str
        Declarations without a selector: ``--ground:…;--ink:…;…``.
    """
    pairs = colours()
    if theme is None:
        values = {name: f"light-dark({light},{dark})" for name, (light, dark) in pairs.items()}
    else:
        values = {name: pair[THEMES.index(theme)] for name, pair in pairs.items()}
    values |= {f"quotient-{step}": colour for step, colour in enumerate(QUOTIENT_RAMP)}
    values |= {f"line-{name}": f"{width}px" for name, width in LINES.items()}
    values["font-stack"] = FONT_STACK
    return "".join(f"--{name}:{value};" for name, value in values.items())
