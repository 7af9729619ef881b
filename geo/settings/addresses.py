"""Addresses that settings name: which lead others to the product, and which are tiles."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

#: Ends of names that are known in one house only.
_INNER = ("localhost", ".local", ".lan", ".internal", ".intranet", ".home.arpa")
_PLACES = ("{z}", "{x}", "{y}")
#: How the setting begins that names the national service of tiles, with a key of one's own.
TIANDITU = "tianditu:"


def known_to_others(address: str) -> bool:
    """Whether an address is one of the web that leads somebody elsewhere to the product."""
    host = _host(address)
    if not host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_INNER)


def _host(address: str) -> str:
    """Host of an address of the web; empty where it is none."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def tiles(setting: str) -> tuple[str, str, str]:
    """Address of tiles, their attribution and their datum, as the setting says them.

    Raises
    ------
    ValueError
        It is no address with places for zoom, column and row.
    """
    url, attribution, datum = (*map(str.strip, setting.split("|", 2)), "", "")[:3]
    host = _host(url)
    if not host or not all(place in url for place in _PLACES):
        raise ValueError(setting)
    return url, attribution or host, datum.upper()
