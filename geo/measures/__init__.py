"""Measures of spatial concentration and specialisation, with their doubt.

Plain functions of array-likes for a researcher to import: ``from geo.measures import hoover``.
``x`` is what is measured, one value an area; ``reference`` is the benchmark in the same order, not
yet normalised; ``prob`` are probabilities that sum to 1. Results are floats, arrays or small frozen
records. Input that makes no sense, or that cannot be computed with to the digits of a float, raises
``ValueError`` with the argument and the place.

Series and DataFrames of pandas are paired by label: what comes later is brought into the order of
the first that has labels, labels that only one of them has are an error, and results by area keep
them. Arrays and lists have no labels; their order counts.
"""

from geo.measures.atkinson import atkinson
from geo.measures.centrography import deviational_ellipse, mean_centre, standard_distance
from geo.measures.concentration_ratio import concentration_ratio
from geo.measures.counting import fractional_counts
from geo.measures.ellison_glaeser import ellison_glaeser, ellison_glaeser_counts
from geo.measures.entropy import shannon_entropy
from geo.measures.exact_tests import binomial_upper_tail, multinomial_exact_test, permutation_p
from geo.measures.gini import gini
from geo.measures.hachman import hachman
from geo.measures.herfindahl import equivalent_number, herfindahl_hirschman
from geo.measures.hoover import hoover
from geo.measures.intervals import (
    clopper_pearson,
    location_quotient_interval,
    poisson_exact,
    wilson,
)
from geo.measures.krugman import krugman_specialisation
from geo.measures.location_quotient import location_quotient, location_quotient_matrix
from geo.measures.locational_gini import locational_gini
from geo.measures.lorenz import lorenz
from geo.measures.lottery import null_band
from geo.measures.moran import moran
from geo.measures.relatedness import proximity, relatedness_density
from geo.measures.shift_share import shift_share
from geo.measures.smoothing import dirichlet_strength, smoothed_location_quotient
from geo.measures.theil import theil_decomposition, theil_l, theil_t

__all__ = [
    "atkinson",
    "binomial_upper_tail",
    "clopper_pearson",
    "concentration_ratio",
    "deviational_ellipse",
    "dirichlet_strength",
    "ellison_glaeser",
    "ellison_glaeser_counts",
    "equivalent_number",
    "fractional_counts",
    "gini",
    "hachman",
    "herfindahl_hirschman",
    "hoover",
    "krugman_specialisation",
    "location_quotient",
    "location_quotient_interval",
    "location_quotient_matrix",
    "locational_gini",
    "lorenz",
    "mean_centre",
    "moran",
    "multinomial_exact_test",
    "null_band",
    "permutation_p",
    "poisson_exact",
    "proximity",
    "relatedness_density",
    "shannon_entropy",
    "shift_share",
    "smoothed_location_quotient",
    "standard_distance",
    "theil_decomposition",
    "theil_l",
    "theil_t",
    "wilson",
]
