"""``python -m geo``: files of any view, and reports, without a server."""

import sys

from geo.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
