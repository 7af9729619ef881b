"""How large things from outside may be, so that no file ends the process or holds others up."""

from __future__ import annotations

#: Columns of a table.
COLUMNS = 200
#: Bytes of one line or row.
LINE = 1 << 20
#: Rows and bytes of a small table, which is read as a whole.
SMALL_ROWS, SMALL_BYTES = 20_000, 50 << 20
#: Bytes that an archive may unfold to, how many times its own size, and its members.
UNFOLDED, RATIO, MEMBERS = 2 << 30, 200, 2_000
#: Memory and seconds of the process that reads what only foreign code can read.
MEMORY, SECONDS = 3 << 30, 300
