"""Wait until a process of the app is ready for readers.

Usage: wait_ready.py [--process N] [SECONDS]

Ends with 0 once it is, with 1 after the seconds, 150 if not said, and prints what it was told last.
Without a process it asks at the port of the service itself. With 0 seconds it asks once, as a check
of health does.
"""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo import settings  # noqa: E402


def answer(address: str) -> tuple[bool, str]:
    """Whether a process is ready, and what it says."""
    try:
        with urllib.request.urlopen(address, timeout=60) as told:
            return told.status == 200, told.read().decode()
    except urllib.error.HTTPError as error:
        return False, error.read().decode()
    except OSError as error:
        return False, str(error)


def main() -> None:
    """Run the command line."""
    given, number = sys.argv[1:], 0
    if given[:1] == ["--process"]:
        number, given = int(given[1]), given[2:]
    wanted = settings.current()
    base = f"/{wanted.base}" if wanted.base else ""
    address = f"http://127.0.0.1:{wanted.port + number}{base}/readyz"
    until = time.monotonic() + float(given[0] if given else 150)
    ready, said = answer(address)
    while not ready and time.monotonic() < until:
        time.sleep(0.5)
        ready, said = answer(address)
    print(said.strip())
    sys.exit(not ready)


if __name__ == "__main__":
    main()
