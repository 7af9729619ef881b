"""The regional layout of the province: its schemes in time, what changed, and regions compared.

``schemes`` reads them, ``changes`` sets two side by side, ``axes`` holds corridors and belts,
``comparison`` measures the regions of one scheme and ``findings`` puts it into sentences.
"""

from geo.questions.layout.axes import DEFAULT_AXES, Axis, axes, lanes, usual
from geo.questions.layout.changes import Change, changes
from geo.questions.layout.comparison import (
    REST,
    Measure,
    compare,
    family_chains,
    parts,
    per_million,
    printed_2014,
    rows,
)
from geo.questions.layout.findings import (
    headline,
    measure_name,
    members_word,
    scheme_word,
    short,
    status_word,
    told,
    weight,
)
from geo.questions.layout.schemes import Region, Scheme, arrows, roles_of_cities, scheme, schemes

__all__ = [
    "DEFAULT_AXES",
    "REST",
    "Axis",
    "Change",
    "Measure",
    "Region",
    "Scheme",
    "arrows",
    "axes",
    "changes",
    "compare",
    "family_chains",
    "headline",
    "lanes",
    "measure_name",
    "members_word",
    "parts",
    "per_million",
    "printed_2014",
    "roles_of_cities",
    "rows",
    "scheme",
    "scheme_word",
    "schemes",
    "short",
    "status_word",
    "told",
    "usual",
    "weight",
]
