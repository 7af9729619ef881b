"""The address at which others find the product, and what is no address for them."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

from geo.words.text import tidy

#: Setting that holds it.
SETTING = "HCA_PUBLIC_URL"
#: Ends of names that are known in one house only.
_INNER = ("localhost", ".local", ".lan", ".internal", ".intranet", ".home.arpa")


def public() -> str:
    """The address that the setting names, without a slash at its end; empty where it is none."""
    address = tidy(os.environ.get(SETTING, "")).rstrip("/")
    return address if known_to_others(address) else ""


def known_to_others(address: str) -> bool:
    """Whether an address is one of the web that leads somebody elsewhere to the product."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_INNER)
