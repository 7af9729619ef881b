"""Runs Streamlit where nothing outside can be reached, and writes down who was asked for.

Stands for ``python -m streamlit``; the record is the file named by ``OUTSIDE``.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

from streamlit.web.cli import main

RECORD = Path(os.environ["OUTSIDE"])
RECORD.touch()


def inside(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return host is None or name in ("", "localhost")


def note(host: object) -> None:
    if not inside(host):
        with RECORD.open("a", encoding="utf-8") as record:
            record.write(f"{host}\n")
        raise OSError(f"{host} is outside")


class Socket(socket.socket):
    """A socket that reaches this machine alone."""

    def connect(self, address: Any) -> None:
        note(address[0] if isinstance(address, tuple) else None)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        note(address[0] if isinstance(address, tuple) else None)
        return super().connect_ex(address)


look_up = socket.getaddrinfo


def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
    note(host)
    return look_up(host, *args, **kwargs)


socket.socket = Socket  # type: ignore[misc]
socket.getaddrinfo = getaddrinfo
main()
