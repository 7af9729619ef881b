"""What the package promises: names, forms, documentation that runs, a light import."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from geo import measures

FORMS = {
    "atkinson": "x, epsilon",
    "binomial_upper_tail": "k, n, p",
    "clopper_pearson": "x, n, level=0.95",
    "concentration_ratio": "x, n",
    "deviational_ellipse": "points, weights=None",
    "dirichlet_strength": "x, prob",
    "ellison_glaeser": "plant_size, plant_region, region_total",
    "ellison_glaeser_counts": "x, reference",
    "equivalent_number": "x",
    "fractional_counts": "memberships, rule='fractional'",
    "gini": "x, weights=None, normalised=False",
    "hachman": "m",
    "herfindahl_hirschman": "x, normalised=False",
    "hoover": "x, reference=None",
    "krugman_specialisation": "x, reference",
    "location_quotient": "x, reference",
    "location_quotient_interval": "x, n, reference_share, level=0.95",
    "location_quotient_matrix": "m",
    "locational_gini": "x, reference, form='reference_weighted'",
    "lorenz": "x, reference=None",
    "mean_centre": "points, weights=None",
    "moran": "y, neighbours, standardise=True, permutations=9999, seed=0",
    "multinomial_exact_test": "observed, prob, ordering='probability'",
    "null_band": "measure, n, prob, draws=20000, seed=0, level=0.95",
    "permutation_p": "exceedances, permutations",
    "poisson_exact": "x, level=0.95",
    "proximity": "presence",
    "relatedness_density": "presence, proximity",
    "shannon_entropy": "x, base=2",
    "shift_share": "region_t0, region_t1, nation_t0, nation_t1",
    "smoothed_location_quotient": "x, reference, strength",
    "standard_distance": "points, weights=None",
    "theil_decomposition": "x, groups",
    "theil_l": "x",
    "theil_t": "x",
    "wilson": "x, n, level=0.95",
}

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.iter_modules(measures.__path__, "geo.measures.")
]


def test_the_names_are_these() -> None:
    assert set(measures.__all__) == set(FORMS)
    assert all(inspect.isfunction(getattr(measures, name)) for name in FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_form(name: str) -> None:
    given = inspect.signature(getattr(measures, name)).parameters.values()
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in given]
    assert ", ".join(str(p) for p in bare) == FORMS[name]


@pytest.mark.parametrize("name", FORMS)
def test_documentation_is_complete(name: str) -> None:
    text = inspect.getdoc(getattr(measures, name)) or ""
    sections = ["Parameters", "Returns", "Raises", "Examples"]
    if name != "fractional_counts":  # a convention, not a method of somebody's
        sections.append("References")
    for section in sections:
        assert f"\n{section}\n{'-' * len(section)}\n" in text, section


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_run(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.failed == 0


def test_every_public_function_has_an_example_that_ran() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    shown = {test.name.rpartition(".")[2] for module in MODULES for test in finder.find(module)}
    assert set(FORMS) <= shown


def test_import_is_light() -> None:
    """numpy and scipy.special, nothing that takes seconds to load."""
    code = "import sys, geo.measures; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"pandas", "geopandas", "shapely", "esda", "libpysal", "inequality", "pointpats"}
    assert not loaded & (heavy | {"numba", "sklearn", "statsmodels", "scipy.stats"})
    assert "scipy.special" in loaded


RECORDS = [
    (measures.lorenz([1, 2]), ("cum_reference", "cum_share")),
    (measures.theil_decomposition([1, 2], ["a", "b"]), ("total", "between", "within")),
    (measures.ellison_glaeser([1, 2], [0, 1], [1, 1]), ("gamma", "G", "H")),
    (
        measures.shift_share([1], [1], [2], [2]),
        ("national_share", "industry_mix", "regional_shift"),
    ),
    (measures.location_quotient_interval(1, 4, 0.5), ("lq", "low", "high")),
    (measures.null_band(measures.gini, 4, [0.5, 0.5], draws=10), ("mean", "low", "high")),
    (
        measures.deviational_ellipse([[0, 0], [1, 0], [0, 1]]),
        ("semi_major", "semi_minor", "angle"),
    ),
    (measures.moran([1, 2, 4], [[1], [0, 2], [1]], permutations=9), ("I", "expected", "p")),
]


@pytest.mark.parametrize(("record", "fields"), RECORDS, ids=lambda case: type(case).__name__)
def test_records_are_frozen_and_have_these_fields(record: object, fields: tuple[str, ...]) -> None:
    for field in fields:
        assert type(getattr(record, field)) in (float, np.ndarray)
        with pytest.raises(FrozenInstanceError):
            setattr(record, field, 0)


X, P = [5, 3, 1, 1], [4, 3, 2, 1]
PLAIN = {
    "concentration_ratio": lambda: measures.concentration_ratio(X, 2),
    "herfindahl_hirschman": lambda: measures.herfindahl_hirschman(X),
    "equivalent_number": lambda: measures.equivalent_number(X),
    "shannon_entropy": lambda: measures.shannon_entropy(X),
    "gini": lambda: measures.gini(X),
    "theil_t": lambda: measures.theil_t(X),
    "theil_l": lambda: measures.theil_l(X),
    "atkinson": lambda: measures.atkinson(X, 0.5),
    "hoover": lambda: measures.hoover(X, P),
    "locational_gini": lambda: measures.locational_gini(X, P),
    "krugman_specialisation": lambda: measures.krugman_specialisation(X, P),
    "ellison_glaeser_counts": lambda: measures.ellison_glaeser_counts(X, P),
    "binomial_upper_tail": lambda: measures.binomial_upper_tail(2, 5, 0.3),
    "multinomial_exact_test": lambda: measures.multinomial_exact_test(X, [0.25] * 4),
    "permutation_p": lambda: measures.permutation_p(3, 99),
    "wilson": lambda: measures.wilson(3, 9)[0],
    "clopper_pearson": lambda: measures.clopper_pearson(3, 9)[0],
    "poisson_exact": lambda: measures.poisson_exact(3)[1],
    "dirichlet_strength": lambda: measures.dirichlet_strength(X, [0.25] * 4),
    "standard_distance": lambda: measures.standard_distance([[0, 0], [1, 1]]),
}


@pytest.mark.parametrize("name", PLAIN)
def test_single_numbers_are_python_floats(name: str) -> None:
    assert type(PLAIN[name]()) is float
