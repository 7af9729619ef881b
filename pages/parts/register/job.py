"""Work that takes a while: in a thread of its own, telling how far it is, and stopped at a word."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from traceback import extract_tb, format_list
from typing import Generic, TypeVar

from geo.foreign.faults import UnreadableError
from geo.register.engine import EngineError

#: Works that go on at once, of all visits; others wait for their turn.
_ATONCE = 2
_THREADS = ThreadPoolExecutor(_ATONCE, "own-register")
#: Those that wait for others' servers hold nobody else up.
_WAITING = ThreadPoolExecutor(8, "own-elsewhere")
_LOG = logging.getLogger("hubei_cluster_atlas")

T = TypeVar("T")


class _StoppedError(Exception):
    """The work was stopped."""


class Job(Generic[T]):
    """One piece of work.

    Parameters
    ----------
    work : callable
        Is given the job, which it tells how far it is.
    part : str
        Code of what it is at first.
    waits : bool
        Whether it only waits for a server elsewhere.

    Attributes
    ----------
    part : str
        Code of what it is at.
    share : float
        How far it is with that.
    fault : UnreadableError or EngineError or None
        Why it came to nothing, if it did.
    """

    def __init__(
        self, work: Callable[[Job[T]], T], part: str = "wait", *, waits: bool = False
    ) -> None:
        self.part, self.share = part, 0.0
        self.fault: UnreadableError | EngineError | None = None
        self._stop = Event()
        threads = _WAITING if waits else _THREADS
        self._future: Future[T | None] = threads.submit(self._run, work)

    def _run(self, work: Callable[[Job[T]], T]) -> T | None:
        try:
            return work(self)
        except _StoppedError:
            return None
        except (UnreadableError, EngineError) as error:
            self.fault = error
        except Exception as error:
            if not self._stop.is_set():  # what it worked on may have gone with its visit
                # What an error says may be a reader's data, which belong in no log.
                where = "".join(format_list(extract_tb(error.__traceback__)))
                _LOG.error("work on a register: %s\n%s", type(error).__name__, where)
                self.fault = UnreadableError("file_broken")
        return None

    def tell(self, part: str, done: int, of: int) -> None:
        """Tell how far the work is; from here it is stopped if it is to be."""
        if self._stop.is_set():
            raise _StoppedError
        self.part, self.share = part, done / max(of, 1)

    def at(self, part: str) -> Callable[[int, int], None]:
        """What a part of the work tells how far it is."""
        return lambda done, of: self.tell(part, done, of)

    def stop(self) -> None:
        """Have the work end at its next step."""
        self._stop.set()
        self._future.cancel()

    @property
    def done(self) -> bool:
        """Whether it has ended, in whatever way, or nobody waits for it any more."""
        return self._stop.is_set() or self._future.done()

    @property
    def result(self) -> T | None:
        """What came of it; None where nothing did. Waits for its end, unless it was stopped."""
        return None if self._stop.is_set() else self._future.result()
