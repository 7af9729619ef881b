"""``python -m geo``, or ``hubei-atlas``: files of any view, and reports, without a server."""

from __future__ import annotations

import sys

from geo.errors import MissingPartError


def main() -> int:
    """Run what was typed; says which extra to install where the plain library stands alone.

    Returns
    -------
    int
        Code for the shell, see :func:`geo.cli.main`; 2 where an extra is missing.
    """
    try:
        from geo.cli import main as run
    except MissingPartError as error:
        print(error, file=sys.stderr)
        return 2
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
