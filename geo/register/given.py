"""Rules of a reader's own, from industries to chains, as a file gives them."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pandas as pd

from geo.data.atlas import Atlas
from geo.register.industry import KINDS, RULES


class RulesError(ValueError):
    """A table that holds no rules; the message names what is wrong with it."""


def own_rules(atlas: Atlas, file: Path | IO[bytes]) -> pd.DataFrame:
    """Rules of one's own from a CSV with the columns `RULES`, held to the chains that there are.

    Raises
    ------
    RulesError
        It is no such table, or names kinds or chains that there are not.
    OSError
        It cannot be had.
    """
    try:
        told = pd.read_csv(file, dtype=str, usecols=list(RULES)).dropna()
    except (ValueError, pd.errors.ParserError) as error:
        raise RulesError(str(error)) from error
    known = set(atlas.table("chains")["chain_id"])
    if odd := (set(told["chain_id"]) - known) | (set(told["kind"]) - set(KINDS)):
        raise RulesError(", ".join(sorted(odd)))
    return told
