"""Start the app, or say in one sentence why it cannot be.

Usage: run_app.py PORT [PATH BEHIND A PROXY]
"""

from __future__ import annotations

import errno
import os
import socket
import sys


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


def main() -> None:
    """Check the port and become the server."""
    port, base = (*sys.argv[1:], "")[:2]
    if told := refusal(port):
        sys.exit(told)
    options = [f"--server.port={port}", f"--server.baseUrlPath={base}"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main()
