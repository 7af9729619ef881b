"""Everything that can be set from outside: read in one place, with what is wrong told.

A setting is an environment variable, or an entry of one file, ``hca.toml`` in the working folder or
where ``HCA_SETTINGS`` says; the environment goes before the file. ``python -m geo settings`` lists
all of them.

Examples
--------
>>> from pathlib import Path
>>> reading = read({"HCA_PORT": "http", "HCA_LOG": "json"}, Path("nowhere"))
>>> reading.settings.port, reading.settings.log
(8501, 'json')
>>> print(reading.faults[0].text("en"))
HCA_PORT says “http”. It should be a whole number from 1 to 65535, as in 8501.
"""

from __future__ import annotations

from geo.extras import need

need(__name__, "atlas")

from geo.settings.reading import Fault, Reading, current, now, read
from geo.settings.record import EVERY, About, Settings

__all__ = ["EVERY", "About", "Fault", "Reading", "Settings", "current", "now", "read"]
