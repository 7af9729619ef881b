"""Background tiles from a host outside: what the setting means, and the datum they are drawn in."""

from __future__ import annotations

from urllib.parse import urlsplit

#: Setting that names the tiles.
SETTING = "HCA_TILES"
_TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
_PLACES = ("{z}", "{x}", "{y}")
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
    kind, _, key = setting.partition(":")
    if kind == "tianditu":
        return [
            {
                "url": _TIANDITU.format(layer=layer, key=key),
                "subdomains": "01234567",
                "attribution": "天地图 Tianditu",
            }
            for layer in ("vec", "cva")
        ]
    url, attribution, said = (*map(str.strip, setting.split("|", 2)), "", "")[:3]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    if not host or not all(place in url for place in _PLACES):
        return []
    source = {"url": url, "attribution": attribution or host}
    datum = said.upper() or next(
        (name for name, hosts in _SHIFTED.items() if host.endswith(hosts)), ""
    )
    return [source | {"datum": datum}] if datum in _SHIFTED else [source]


def complaint(setting: str) -> str:
    """What is wrong with the setting, for the log; empty where nothing is."""
    sources = tile_sources(setting)
    if not setting.strip():
        return ""
    if not sources:
        return f"{SETTING}={setting} is no address with {{z}}, {{x}} and {{y}}; no tiles are shown"
    if datum := sources[0].get("datum"):
        return (
            f"{SETTING}: these tiles are drawn in {datum}, some hundred metres from where the"
            " boundaries and marks of this map lie; the map says so"
        )
    return ""
