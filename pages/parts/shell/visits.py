"""Visits: what readers put in lies apart for each of them, and goes when they have gone.

A visit is one browser. It outlasts a reload and a lost socket, and a second window has part in it;
it is over some minutes after the last of its sessions has ended. What it holds lies in memory and
in a folder of its own, below one of this process.
"""

from __future__ import annotations

import asyncio
import atexit
import fcntl
import logging
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO, Any

from streamlit.runtime import exists, get_instance

#: Seconds that a visit stays when its last session has ended, and between two looks.
STAYS, LOOKS = 180.0, 20.0
_PREFIX, _ALIVE = "hubei-cluster-atlas-", "alive"
_LOG = logging.getLogger("hubei_cluster_atlas")


@dataclass(eq=False)
class Visit:
    """What one browser has put in.

    Attributes
    ----------
    token : str
        Its secret: the name of its folder, in the addresses of its own routes, and kept by its
        browser. It stands in no link and no log.
    folder : Path
        Its files.
    kept : dict
        What it holds in memory, as the state of a session does, but over a reload.
    maps : dict
        What its maps may ask for; nothing that was put in.
    ends : ExitStack
        What is to be let go of at its end.
    """

    token: str
    folder: Path
    kept: dict[str, Any] = field(default_factory=dict)
    maps: dict[str, Any] = field(default_factory=dict)
    ends: ExitStack = field(default_factory=ExitStack)
    sessions: set[str] = field(default_factory=set)
    left: float | None = None


def _connected(session: str) -> bool:
    return exists() and get_instance().is_active_session(session)


class Visits:
    """The visits of a process.

    Parameters
    ----------
    parent : Path, optional
        Where the folder of the process is made; that of the system for passing files if left out.
    clock : callable
        Seconds.
    connected : callable
        Whether a session has its browser.
    """

    def __init__(
        self,
        parent: Path | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        connected: Callable[[str], bool] = _connected,
    ) -> None:
        self._parent = parent or Path(tempfile.gettempdir())
        self._clock, self._connected = clock, connected
        self._of: dict[str, Visit] = {}
        self._lock = Lock()
        self._home: tuple[Path, IO[str]] | None = None

    def begin(self) -> Visit:
        """A new visit with an empty folder."""
        with self._lock:
            token = secrets.token_hex(16)
            visit = self._of[token] = Visit(token, self._folder() / token)
            visit.folder.mkdir(mode=0o700)
            return visit

    def find(self, token: str, session: str = "") -> Visit | None:
        """The visit of a token, in which a session now has part."""
        with self._lock:
            visit = self._of.get(token)
            if visit and session:
                visit.sessions.add(session)
                visit.left = None
            return visit

    def sweep(self) -> None:
        """End the visits whose sessions have all ended a while ago."""
        with self._lock:
            over = [visit for visit in self._of.values() if self._over(visit)]
            for visit in over:
                del self._of[visit.token]
        for visit in over:
            _end(visit)

    def _over(self, visit: Visit) -> bool:
        if any(map(self._connected, visit.sessions)):
            visit.left = None
        elif visit.left is None:
            visit.left = self._clock()
        return visit.left is not None and self._clock() - visit.left > STAYS

    def close(self) -> None:
        """End all of them, and take away the folder of the process."""
        with self._lock:
            over = list(self._of.values())
            self._of.clear()
            home, self._home = self._home, None
        for visit in over:
            _end(visit)
        if home:
            shutil.rmtree(home[0], ignore_errors=True)
            home[1].close()

    def clear_dead(self) -> None:
        """Take away the folders of processes that live no more."""
        for folder in self._parent.glob(f"{_PREFIX}*"):
            try:
                if folder.lstat().st_uid != os.getuid():
                    continue
                with (folder / _ALIVE).open("r+") as mark:
                    fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # its process lives, or it is none of these
                continue
            shutil.rmtree(folder, ignore_errors=True)

    def _folder(self) -> Path:
        """The folder of the process; a lock that ends with the process says that it lives."""
        if self._home is None:
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._parent))
            mark = (folder / _ALIVE).open("w")
            fcntl.flock(mark, fcntl.LOCK_EX)
            self._home = folder, mark
        return self._home[0]


def _end(visit: Visit) -> None:
    try:
        visit.ends.close()
    except Exception as error:  # what it says may be the reader's, which belongs in no log
        _LOG.error("what a visit held was not let go of: %s", type(error).__name__)
    visit.kept.clear()
    visit.maps.clear()
    shutil.rmtree(visit.folder, ignore_errors=True)


#: The visits of this process.
VISITS = Visits()
atexit.register(VISITS.close)


@asynccontextmanager
async def swept() -> AsyncIterator[None]:
    """While the server runs, visits that are over are ended."""
    VISITS.clear_dead()

    async def look() -> None:
        while True:
            await asyncio.sleep(LOOKS)
            await asyncio.to_thread(VISITS.sweep)

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
