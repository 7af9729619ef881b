"""How the figures are made: what each page shows, what it rests on, and by which formula.

The words are in the catalogue below ``<page>.methods.<figure>``, ``methods`` and ``glossary``; here
is what can be looked up, linked and tested: figures with their tables and measures, remarks, terms.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from geo import measures
from geo.data import crs, search
from geo.data.atlas import Atlas, RemarkKind
from geo.data.memory import remembered
from geo.population.fields import Record, code
from geo.words import Words, catalogue

#: What is told of a figure, in this order.
FIELDS = ("shows", "made", "limit")


@dataclass(frozen=True)
class Figure:
    """One figure of a page.

    Attributes
    ----------
    page, code : str
        Page and figure; its words are below ``<page>.methods.<code>``.
    tables : tuple of str
        Tables of the data package that it rests on.
    measures : tuple of str
        Keys of :data:`MEASURES` that it is computed by.
    """

    page: str
    code: str
    tables: tuple[str, ...]
    measures: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Key in the catalogue."""
        return f"{self.page}.methods.{self.code}"


#: Formula of each measure by the name of its function in ``geo.measures``: ``s`` are shares of
#: what is counted, ``p`` shares of the benchmark, ``x`` counts, ``N`` items, ``k`` areas.
MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "location_quotient": "LQᵢ = sᵢ / pᵢ",
        "clopper_pearson": "B(α/2; x, N−x+1) — B(1−α/2; x+1, N−x)",
        "binomial_upper_tail": "P(K ≥ n) = Σ C(N, j) qʲ (1−q)ᴺ⁻ʲ, j = n … N",
        "permutation_p": "p = (b + 1) / (m + 1)",
        "dirichlet_strength": "K = (N² − Σxᵢ²) / Σ(xᵢ − N pᵢ)²",
        "smoothed_location_quotient": "[(xᵢ + K pᵢ) / (N + K)] / pᵢ",
        "proximity": "φₐᵦ = nₐᵦ / max(nₐ, nᵦ)",
        "relatedness_density": "dₐ = Σᵦ φₐᵦ Mᵦ / Σᵦ φₐᵦ, b ≠ a",
        "concentration_ratio": "CRₙ = s₍₁₎ + … + s₍ₙ₎",
        "herfindahl_hirschman": "HHI = Σ sᵢ²",
        "ellison_glaeser_counts": "γ = [G / (1 − Σpᵢ²) − H] / (1 − H), G = Σ(sᵢ − pᵢ)², H = 1/N",
        "lorenz": "(Σⱼ≤ᵢ pⱼ, Σⱼ≤ᵢ sⱼ), s/p ↑",
        "null_band": "[q₂.₅, q₉₇.₅]",
        "theil_decomposition": "T = Σ_g s_g ln(k s_g / k_g) + Σ_g s_g T_g",
        "mean_centre": "x̄ = Σ wᵢ xᵢ / Σ wᵢ",
        "deviational_ellipse": "tan 2θ = 2 σ_xy / (σ_x² − σ_y²)",
        "gini": "G = ΣᵢΣⱼ |xᵢ − xⱼ| / (2 k² x̄)",
        "hoover": "½ Σ |sᵢ − pᵢ|",
        "theil_t": "T = Σ sᵢ ln(k sᵢ)",
        "krugman_specialisation": "Σ |sᵢ − pᵢ|",
        "shannon_entropy": "−Σ sᵢ log₂ sᵢ",
        "moran": "I = (k / Σw) · Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ²",
        "wilson": "(p̂ + z²/2N ± z √[p̂(1−p̂)/N + z²/4N²]) / (1 + z²/N)",
    }
)

_LISTS = ("programmes", "cluster_listings", "clusters")
_FIGURES: Mapping[str, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "overview": {
        "headline": (_LISTS, ()),
        "figures": (("programmes", "cluster_counts"), ()),
        "map": (("clusters", "areas"), ()),
        "findings": ((*_LISTS, "cluster_counts", "city_stats"), ()),
        "where": (_LISTS, ()),
        "standing": ((*_LISTS, "cluster_counts"), ()),
    },
    "clusters": {
        "headline": (("clusters",), ()),
        "timeline": (("cluster_listings",), ()),
        "list": (("clusters", "cluster_listings"), ()),
        "card": (("clusters", "cluster_listings", "sources"), ()),
        "counts": (("cluster_counts", "cluster_listings"), ()),
        "cities": (("cluster_counts", "cluster_listings"), ()),
        "industries": (("cluster_counts", "clusters"), ()),
    },
    "chains": {
        "resource": (("chains", "chain_cities", "enterprises", "zones", "clusters"), ()),
        "links": (("chain_cities",), ()),
        "gaps": (("chain_cities", "enterprises", "clusters"), ()),
        "complete": (("chain_cities", "enterprises", "clusters"), ()),
        "matrix": (("chain_cities",), ()),
        "flow": (("chains", "chain_cities"), ()),
        "related": (("chain_cities",), ("proximity",)),
        "near": (("chain_cities",), ("proximity", "relatedness_density")),
        "firms": (("enterprises",), ()),
        "zones": (("zones", "chain_cities"), ()),
        "sizes": (("chains",), ()),
        "own": (("chains", "chain_cities"), ()),
    },
    "layout": {
        "map": (("schemes", "regions"), ()),
        "changes": (("schemes", "regions"), ()),
        "compared": (("regions", "city_stats", "cluster_counts", *_LISTS), ()),
        "families": (("regions", "chains", "chain_cities"), ()),
        "printed": (("cluster_counts", "facts"), ()),
        "roles": (("city_roles",), ()),
        "axes": (("axes",), ()),
    },
    "city": {
        "head": (("city_stats", "clusters", "city_roles"), ()),
        "map": (("clusters", "areas"), ()),
        "lists": (_LISTS, ()),
        "statistics": (("city_stats",), ()),
        "industry": (("chain_cities", "zones", "enterprises"), ()),
        "takeover": (
            ("chains", "chain_cities", "enterprises", "city_roles"),
            ("relatedness_density",),
        ),
        "neighbours": (("areas",), ()),
        "alike": (("city_stats",), ()),
        "own": (("chains", "chain_cities"), ()),
    },
    "compare": {
        "choice": (("areas", "regions", "chains"), ()),
        "maps": (("regions", "chain_cities"), ()),
        "bars": (("city_stats", "cluster_counts", *_LISTS, "enterprises"), ()),
        "peers": (("city_stats", "chain_cities"), ("proximity",)),
        "own": (("areas", "chains", "city_stats"), ()),
    },
    "concentration": {
        "verdict": (
            (*_LISTS, "city_stats"),
            ("binomial_upper_tail", "permutation_p", "clopper_pearson"),
        ),
        "missing": (_LISTS, ("binomial_upper_tail",)),
        "pairs": ((*_LISTS, "city_stats"), ()),
        "quotients": (
            (*_LISTS, "city_stats"),
            (
                "location_quotient",
                "clopper_pearson",
                "dirichlet_strength",
                "smoothed_location_quotient",
            ),
        ),
        "strip": ((*_LISTS, "city_stats"), ("binomial_upper_tail", "permutation_p")),
        "map": (
            (*_LISTS, "city_stats", "areas"),
            ("location_quotient", "mean_centre", "deviational_ellipse"),
        ),
        "two_way": ((*_LISTS, "city_stats"), ()),
        "centres": ((*_LISTS, "cluster_counts", "areas"), ("mean_centre", "deviational_ellipse")),
        "cells": ((*_LISTS, "chains", "enterprises"), ()),
        "recognised": ((*_LISTS, "city_stats"), ()),
        "stand": ((*_LISTS, "city_stats"), ("binomial_upper_tail", "permutation_p")),
        "indices": (
            (*_LISTS, "city_stats"),
            (
                "concentration_ratio",
                "herfindahl_hirschman",
                "ellison_glaeser_counts",
                "lorenz",
                "null_band",
            ),
        ),
        "where": ((*_LISTS, "regions"), ("theil_decomposition",)),
        "years": ((*_LISTS, "cluster_counts", "areas"), ("mean_centre", "deviational_ellipse")),
        "expert": (("city_stats",), ("moran", "permutation_p")),
        "own": (("city_stats",), ("binomial_upper_tail", "clopper_pearson")),
    },
    "ladder": {
        "steps": (("programmes", "cluster_listings"), ()),
        "climbs": (("cluster_listings", "clusters"), ()),
        "goals": (("facts", "cluster_counts", "cluster_listings"), ()),
        "world": (("facts", "enterprises", "chains", "chain_cities"), ()),
        "years": (("cluster_counts", "cluster_listings"), ()),
        "cities": (("cluster_counts", "cluster_listings"), ()),
    },
    "benchmarks": {
        "sizes": (("facts",), ()),
        "alike": (("facts",), ()),
        "evidence": (("facts",), ()),
        "national": (("facts",), ()),
        "abroad": (("facts",), ()),
        "own": (("programmes", "cluster_counts", "facts"), ()),
    },
    "policy": {
        "matrices": (("policies",), ()),
        "measures": (("policies", "facts"), ()),
        "gaps": (("policies", "facts"), ()),
        "targets": (("facts", "cluster_counts"), ()),
    },
    "data": {
        "rows": ((), ()),
        "coverage": (("programmes", "sources"), ()),
        "layers": (("areas",), ()),
        "downloads": ((), ()),
    },
    "firms": {
        "cells": (("areas",), ()),
        "shares": (("city_stats",), ("location_quotient", "clopper_pearson")),
        "found": (("chains", *_LISTS), ()),
    },
    "own": {
        "columns": (("areas",), ()),
        "firms": (("areas", "zones", "gazetteer"), ()),
        "industries": (("chains", "chain_industries", "industries_gb4754"), ()),
        "matching": (_LISTS, ()),
        "places": (("areas", "zones", "gazetteer"), ()),
        "changes": ((*_LISTS, "programmes"), ()),
    },
}
#: Figures by page, in the order of the sidebar and of each page.
FIGURES: Mapping[str, tuple[Figure, ...]] = MappingProxyType(
    {
        page: tuple(Figure(page, code, *rests_on) for code, rests_on in figures.items())
        for page, figures in _FIGURES.items()
    }
)
#: What holds for every page, as short notes: ``methods.<topic>.<note>``.
NOTES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "places": (
            *("datum", "boundaries", "areas", "distances", "points", "apart", "classes"),
            *("unknown", "schematic", "water"),
        ),
        "numbers": (
            *("named", "filters", "several", "years", "quotients", "ranks", "rounding"),
            *("confidence", "printed", "search"),
        ),
        "access": (
            *("standard", "keyboard", "reader", "sight", "offline", "kept", "limits", "faults"),
        ),
    }
)
#: Kinds of remarks of the data package, by the topic that shows them.
REMARKS: Mapping[str, tuple[RemarkKind, ...]] = MappingProxyType(
    {"limits": ("cautions", "gaps"), "disputes": ("contradictions",)}
)
#: Sections that a link may open.
TOPICS = (*FIGURES, *NOTES, "formulas", *REMARKS, "glossary")


@dataclass(frozen=True)
class Term:
    """A term in both languages with its meaning in the reader's."""

    code: str
    zh: str
    en: str
    meaning: str


def reference(measure: str) -> str:
    """Literature of a measure, as its function in ``geo.measures`` cites it.

    Raises
    ------
    KeyError
        For a name that is not in ``MEASURES``.
    """
    if measure not in MEASURES:
        raise KeyError(measure)
    text = inspect.getdoc(getattr(measures, measure)) or ""
    found = re.search(r"References\n-+\n(.*?)(?:\n\n|\Z)", text, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def measures_of(page: str) -> tuple[str, ...]:
    """Measures that the figures of a page are computed by, each once."""
    return tuple(dict.fromkeys(name for figure in FIGURES[page] for name in figure.measures))


def on_pages() -> frozenset[str]:
    """Measures that any page shows; the others are for a researcher to import."""
    return frozenset(name for page in FIGURES for name in measures_of(page))


def tables_of(page: str) -> tuple[str, ...]:
    """Tables that the figures of a page rest on, each once."""
    return tuple(dict.fromkeys(name for figure in FIGURES[page] for name in figure.tables))


@remembered(4)
def generalisation(atlas: Atlas) -> tuple[float, float, float]:
    """What the boundaries on the screen are worth.

    Returns
    -------
    tuple of float
        Area of the province in full detail, km²; largest relative change of a city's area and of
        a county's by drawing them simplified.
    """
    change, province = [], 0.0
    for level in ("city", "county"):
        full = crs.area_km2(atlas.boundaries(level, "full").geometry.to_numpy())
        drawn = crs.area_km2(atlas.boundaries(level, "overview").geometry.to_numpy())
        change.append(float(np.abs(drawn / full - 1).max()))
        province = float(full.sum())
    return province, change[0], change[1]


def terms(t: Words, query: str = "") -> tuple[Term, ...]:
    """Terms of the glossary that a search leaves, in the order of the catalogue.

    Parameters
    ----------
    t : Words
        Language of the meanings.
    query : str
        Searched in the terms (also in pinyin) and in their meanings in both languages.
    """
    codes = dict.fromkeys(key.split(".")[1] for key in catalogue() if key.startswith("glossary."))
    found = tuple(
        Term(
            code,
            catalogue()[f"glossary.{code}.term"]["zh"],
            catalogue()[f"glossary.{code}.term"]["en"],
            t(f"glossary.{code}.meaning"),
        )
        for code in codes
    )
    texts = [f"{search.fold([term.zh, term.en])}\n{_meanings(term.code)}" for term in found]
    kept = search.matches(pd.Series(texts, dtype="str"), query)
    return tuple(term for term, keep in zip(found, kept, strict=True) if keep)


def _meanings(code: str) -> str:
    """Meanings in both languages; their pinyin would match almost anything."""
    return re.sub(r"[\W_]+", "", "".join(catalogue()[f"glossary.{code}.meaning"].values())).lower()


@dataclass(frozen=True)
class Methods(Record):
    """Choices of the page on methods.

    Attributes
    ----------
    topic : str
        The section opened.
    """

    topic: str = code(TOPICS[0], TOPICS)
