"""A way to a server that is as long as one over a network, within this machine.

What goes either way arrives after half of the time of a round trip, in its order. A connection
itself is made at once, so what is told apart are questions and answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlsplit

#: Connections at once, what is read at once, and how many such pieces are under way at most.
_CONNECTIONS, _BYTES, _UNDER_WAY = 64, 1 << 16, 64
#: What browsers say without waiting for an answer.
_TOLD = b"POST "


@dataclass
class Way:
    """The way to a server.

    Attributes
    ----------
    url : str
        Where it begins.
    answered : list of tuple
        When something was asked and when its answer began to arrive, in seconds.
    """

    url: str
    answered: list[tuple[float, float]] = field(default_factory=list)

    def round_trips(self) -> int:
        """How many questions were asked one after the other, at most; then they are forgotten."""
        number, free = 0, 0.0
        for asked, answered in sorted(self.answered, key=lambda one: one[1]):
            if asked >= free:
                number, free = number + 1, answered
        self.answered.clear()
        return number


@contextmanager
def afar(url: str, round_trip: float) -> Iterator[Way]:
    """A way of so many seconds, to and fro, to a server of this machine."""
    parts = urlsplit(url)
    assert parts.hostname == "127.0.0.1" and parts.port
    way, ready, over = Way(""), Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def stand() -> None:
        async with _gate(parts.port or 0, round_trip / 2, way) as port:
            way.url = f"http://127.0.0.1:{port}{parts.path}"
            ready.set()
            await over.wait()

    thread = Thread(target=lambda: loop.run_until_complete(stand()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield way
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)


@asynccontextmanager
async def _gate(server: int, delay: float, way: Way) -> AsyncIterator[int]:
    """Take connections and carry what comes over them."""
    room = asyncio.Semaphore(_CONNECTIONS)
    tasks: set[asyncio.Task[None]] = set()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        own = asyncio.current_task()
        assert own is not None
        tasks.add(own)
        own.add_done_callback(tasks.discard)
        with suppress(asyncio.CancelledError):  # the gate is closed
            await carry(reader, writer)

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with room:
            answers, questions = await asyncio.open_connection("127.0.0.1", server)
            asked: list[float] = []

            def ask(piece: bytes) -> None:
                if not asked and not piece.startswith(_TOLD):
                    asked.append(asyncio.get_running_loop().time())

            def answer(_: bytes) -> None:
                if asked:
                    way.answered.append((asked.pop(), asyncio.get_running_loop().time()))

            await asyncio.gather(
                _carry(reader, questions, delay, on_leaving=ask),
                _carry(answers, writer, delay, on_arrival=answer),
            )

    gate = await asyncio.start_server(meet, "127.0.0.1", 0, limit=_BYTES)
    try:
        yield gate.sockets[0].getsockname()[1]
    finally:
        gate.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _nothing(_: bytes) -> None:
    pass


async def _carry(
    source: asyncio.StreamReader,
    target: asyncio.StreamWriter,
    delay: float,
    *,
    on_leaving: Callable[[bytes], None] = _nothing,
    on_arrival: Callable[[bytes], None] = _nothing,
) -> None:
    """Hand on what comes, each piece after the delay, until one end is closed."""
    loop = asyncio.get_running_loop()
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_UNDER_WAY)

    async def arrive() -> None:
        while True:
            due, piece = await under_way.get()
            await asyncio.sleep(due - loop.time())
            if not piece:
                target.close()
                return
            on_arrival(piece)
            target.write(piece)
            await target.drain()

    arriving = asyncio.create_task(arrive())
    try:
        while not arriving.done():
            piece = await source.read(_BYTES)
            await under_way.put((loop.time() + delay, piece))
            if not piece:
                break
            on_leaving(piece)
        await arriving
    except OSError:  # one end has gone
        target.close()
    finally:
        arriving.cancel()
