"""Files from outside: lists and registers in any form, read with limits, nothing lost unsaid."""

from geo.extras import need

need(__name__, "registers")
