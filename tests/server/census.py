"""Runs Streamlit and counts what is alive in it, whenever it is sent SIGUSR1.

Stands for ``python -m streamlit``; the counts go into the file named by ``CENSUS``.
"""

from __future__ import annotations

import gc
import json
import os
import signal
from pathlib import Path
from types import FrameType

from streamlit.runtime.app_session import AppSession
from streamlit.web.cli import main

CENSUS = Path(os.environ["CENSUS"])


def count(_signal: int, _frame: FrameType | None) -> None:
    from pages.parts.shell.frame import Frame

    status = Path("/proc/self/status").read_text(encoding="utf-8")
    memory = dict(line.split(":", 1) for line in status.splitlines())["VmRSS"]
    gc.collect()  # what is still there then, somebody holds
    alive = gc.get_objects()
    written = CENSUS.with_suffix(".part")
    written.write_text(
        json.dumps(
            {
                "visits": sum(type(one) is AppSession for one in alive),
                "frames": sum(type(one) is Frame for one in alive),
                "megabytes": int(memory.split()[0]) / 1024,
                "walked": len(alive),
                "set_aside": gc.get_freeze_count(),
            }
        )
    )
    written.rename(CENSUS)


signal.signal(signal.SIGUSR1, count)
main()
