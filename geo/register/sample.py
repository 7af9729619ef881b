"""A register to try the page with: the firms of the data, as an office would write them."""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record.naming import names
from geo.words import Words


@remembered(1)
def sample(atlas: Atlas) -> str:
    """The firms of the data as a table of Chinese headings, in CSV; empty where there are none."""
    if "enterprises" not in atlas.tables:
        return ""
    t = Words("zh")
    firms = atlas.table("enterprises")
    table = pd.DataFrame(
        {
            t("register.meaning.name"): firms["name_zh"],
            t("register.meaning.city"): firms["city_adcode"].map(atlas.cities["name_zh"]),
            t("register.meaning.county"): firms["county_adcode"].map(atlas.counties["name_zh"]),
            # A heading may name the datum, which then need not be asked for.
            f"{t('register.meaning.lon')}（WGS84）": firms["lon"],
            f"{t('register.meaning.lat')}（WGS84）": firms["lat"],
            t("register.meaning.chain"): firms["chain_id"].map(names(atlas, "chains", t)),
        }
    )
    return str(table.to_csv(index=False))
