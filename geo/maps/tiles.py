"""Background tiles from a host outside: what the setting means, and the datum they are drawn in."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from geo.settings import addresses

_TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
#: First label of a host of which there are several.
_ANY = re.compile(r"^[\w-]*\{s\}[\w-]*")
#: Hosts, by how they end, whose tiles do not lie where WGS 84 and CGCS2000 have the same places.
_SHIFTED = {
    "GCJ-02": ("autonavi.com", "amap.com", "gaode.com", "map.qq.com", "gtimg.com", "google.cn"),
    "BD-09": ("baidu.com", "bdimg.com"),
}


def tile_sources(setting: str) -> list[dict[str, str]]:
    """Tile layers meant by the setting, lowest first; none where it is no address of tiles.

    After address and attribution the setting may say the datum, for tiles that come by a host that
    is not known here.
    """
    if setting.startswith(addresses.TIANDITU):
        key = setting.removeprefix(addresses.TIANDITU)
        return [
            {
                "url": _TIANDITU.format(layer=layer, key=key),
                "subdomains": "01234567",
                "attribution": "天地图 Tianditu",
            }
            for layer in ("vec", "cva")
        ]
    try:
        url, attribution, said = addresses.tiles(setting)
    except ValueError:
        return []
    host = urlsplit(url).hostname or ""
    source = {"url": url, "attribution": attribution}
    datum = said or next((name for name, hosts in _SHIFTED.items() if host.endswith(hosts)), "")
    return [source | {"datum": datum}] if datum in _SHIFTED else [source]


def hosts(setting: str) -> tuple[str, ...]:
    """Hosts that the tiles come from, as a policy of content names them."""
    found = (urlsplit(source["url"]) for source in tile_sources(setting))
    named = (f"{one.scheme}://{_ANY.sub('*', one.netloc)}" for one in found)
    return tuple(dict.fromkeys(named))


def complaint(setting: str) -> str:
    """What a reader of the log must know of tiles that are not where the map is; else empty."""
    for source in tile_sources(setting):
        if datum := source.get("datum"):
            return (
                f"these tiles are drawn in {datum}, some hundred metres from where the boundaries"
                " and marks of this map lie; the map says so"
            )
    return ""
