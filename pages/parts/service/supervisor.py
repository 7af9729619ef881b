"""What systemd is told: that the service is ready, and every now and then that it still lives."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


def tell(said: str) -> None:
    """Tell whoever started this, if it wants to be told."""
    where = os.environ.get("NOTIFY_SOCKET")
    if not where:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
        wire.setblocking(False)  # who does not listen is not waited for
        wire.connect("\0" + where[1:] if where.startswith("@") else where)
        wire.sendall(said.encode())


@asynccontextmanager
async def told() -> AsyncIterator[None]:
    """Tell that it is ready, and as long as its loop goes round that it lives."""
    pause = int(os.environ.get("WATCHDOG_USEC", "0")) / 2_000_000

    async def live() -> None:
        while True:
            tell("WATCHDOG=1")
            await asyncio.sleep(pause)

    beat = asyncio.create_task(live()) if pause else None
    tell("READY=1")
    try:
        yield
    finally:
        tell("STOPPING=1")
        if beat:
            beat.cancel()
