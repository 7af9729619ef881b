"""Start one process of the app, or say in one sentence why it cannot be.

Usage: run_app.py [PORT [PATH BEHIND A PROXY]]
       run_app.py --process N      # the Nth of those behind nginx

What is left out is what the settings say; see `python -m geo settings`.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo import settings  # noqa: E402
from geo.settings.reading import NAMED  # noqa: E402


def refusal(port: str) -> str:
    """Why the app cannot listen at a port, in both languages; empty if it can."""
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        return (
            f"“{port}”不是端口号：请用 1—65535 之间的数，如 make run PORT=8501。\n"
            f'"{port}" is no port: use a number from 1 to 65535, as in make run PORT=8501.'
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", int(port)))
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM):
                return (
                    f"当前用户不能使用端口 {port}：请换一个 1024 以上的，如 make run PORT=8501。\n"
                    f"This user may not use port {port}: "
                    "take one above 1024, as in make run PORT=8501."
                )
            return (
                f"端口 {port} 已被占用：请关闭占用它的程序，或换一个，如 make run PORT=8502。\n"
                f"Port {port} is taken: "
                "stop what uses it, or take another, as in make run PORT=8502."
            )
    return ""


def bound(address: str, port: int, backlog: int) -> socket.socket:  # noqa: ARG001
    """A socket that has its port but does not listen yet.

    uvicorn lets it listen once the app has begun. Streamlit would let it at once, and for the
    seconds until the data are read a proxy would take this process for one that answers.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    one = socket.socket(family)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    one.bind((address, port))
    one.setblocking(False)
    return one


def options(reading: settings.Reading, port: str, base: str, address: str) -> list[str]:
    """What Streamlit is told."""
    told = {
        **reading.streamlit,
        "server.port": port,
        "server.baseUrlPath": base,
        "server.address": address,
    }
    return [f"--{name}={value}" for name, value in told.items()]


def main() -> None:
    """Check the port and become the server."""
    reading = settings.now()
    wanted = reading.settings
    given = sys.argv[1:]
    address = wanted.address
    if given[:1] == ["--process"]:
        port, base, address = str(wanted.port + int(given[1])), wanted.base, "127.0.0.1"
    else:
        port, base = (one or known for one, known in zip(
            (*given, "", "")[:2], (str(wanted.port), wanted.base), strict=True))  # fmt: skip
    if told := refusal(port):
        sys.exit(told)
    if reading.file is not None:
        os.environ[NAMED] = str(reading.file.absolute())
    os.chdir(ROOT)
    from streamlit.web import cli
    from streamlit.web.server.starlette import starlette_server

    if not callable(getattr(starlette_server, "_bind_socket", None)):
        raise AttributeError("this Streamlit opens its port elsewhere; look for what does")
    starlette_server._bind_socket = bound
    sys.argv = ["streamlit", "run", "app.py", *options(reading, port, base, address)]
    cli.main()


if __name__ == "__main__":
    main()
