"""The programs that read foreign files, started once and forked for each file.

What they do to a process is theirs alone, as in the product, but nothing has to be loaded anew: a
corpus of hundreds of files is read in the time in which the product would read fifty.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from geo.foreign import apart, limits

_PROGRAM = """
import contextlib, importlib.util, io, json, os, resource, sys
import numpy, pandas, pyarrow, pyarrow.compute, pyarrow.parquet
import pyogrio, pyproj, python_calamine, shapely
programs = {}
for path in sys.argv[1:]:
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
    programs[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(programs[spec.name])
room = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
print("ready", flush=True)
for line in sys.stdin:
    program, arguments, memory, seconds = json.loads(line)
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(told)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            arguments = [memory + room if one == memory else one for one in arguments]
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            os.write(tell, programs[program].main(*arguments).encode())
            os._exit(0)
        except BaseException:
            os._exit(1)
    os.close(tell)
    with os.fdopen(told, "rb") as said:
        code = said.read().decode()
    _, status, used = os.wait4(child, 0)
    status, seconds = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
    print(json.dumps([code, status, seconds, used.ru_maxrss]), flush=True)
"""


class Reader:
    """Takes the place of :func:`geo.foreign.apart.run`; to be closed.

    Attributes
    ----------
    seconds, kilobytes : float
        Most processor time and memory that a file has taken so far.
    """

    def __init__(self) -> None:
        room = Path(apart.__file__).parent
        paths = [str(room / f"{name}.py") for name in ("workbook", "layers")]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.seconds = self.kilobytes = 0.0
        self._answer()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def run(self, program: str, *arguments: str | Path | int) -> None:
        """Read a file; see :func:`geo.foreign.apart.run`."""
        told: list[Any] = [str(one) if isinstance(one, Path) else one for one in arguments]
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([program, told, limits.MEMORY, 20]) + "\n")
        self._process.stdin.flush()
        said, status, seconds, kilobytes = json.loads(self._answer())
        self.seconds = max(self.seconds, seconds)
        self.kilobytes = max(self.kilobytes, kilobytes)
        apart.judge(said, status)

    def close(self) -> None:
        """End the programs."""
        self._process.communicate()
