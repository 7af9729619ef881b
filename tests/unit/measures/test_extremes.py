"""Huge, tiny, nearly equal and lopsided numbers: the exact figure, or a refusal that says why.

Every figure is computed again in fractions (logarithms and roots with 60 decimals). A refusal is
accepted only where amounts lie 1e290 times apart, or a total or the figure itself leaves the
floats.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest

from geo import measures as m
from tests.unit.measures.refusals import or_refused

pytestmark = pytest.mark.filterwarnings("error")

Row = list[Fraction]
LARGEST = Fraction(np.finfo(float).max)
LEAST = 5e-324

ROWS: dict[str, list[float]] = {
    "ordinary": [5, 3, 2],
    "huge": [3e200, 1e200, 2e200],
    "tiny": [1e-200, 3e-200, 2e-200],
    "subnormal": [3 * LEAST, LEAST, 2 * LEAST],
    "nearly equal": [1e16, 1e16 + 2, 1e16],
    "dominant": [1, 1e-17, 2e-17],
    "wide": [1e-60, 1e200, 1],
    "wider": [1e200, 1e-200, 1],
    "with a zero": [1e200, 0, 1e-60],
    "in a pair": [0, 1e16, 1e16 + 2],
    "near the end": [5e307, 4e307, 1e307],
    "beyond the end": [1e308, 1e308, 1e308],
}
SIGNED: dict[str, list[float]] = {
    **{name: row for name, row in ROWS.items() if name != "beyond the end"},
    "both ends": [-1.7e308, 1.7e308, 0],
    "cancelling": [1e16, 1, -1e16],
    "far off": [1e16 + 2, 1e16 + 4, 1e16 + 8],
    "one step": [LEAST, 0, 0],
    "negative": [-1e-200, -3e-200, 2e-200],
}
#: Lopsided probabilities sum to 1 as well.
PROBS = {"even": [0.25, 0.5, 0.25], "lopsided": [1, 1e-17, 1e-200], "end": [1e-320, 0.5, 0.5]}


def decimals(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def ln(value: Fraction) -> Fraction:
    return Fraction(decimals(value).ln())


def root(value: Fraction) -> Fraction:
    return Fraction(decimals(value).sqrt())


def shares(x: Row) -> Row:
    return [value / sum(x) for value in x]


def gini(x: Row, w: Row) -> Fraction:
    weight = shares(w)
    mean = sum(a * b for a, b in zip(x, weight, strict=True))
    return sum(
        p * q * abs(a - b)
        for a, p in zip(x, weight, strict=True)
        for b, q in zip(x, weight, strict=True)
    ) / (2 * mean)


def theil(x: Row) -> Fraction:
    return sum((s * ln(s * len(x)) for s in shares(x) if s), Fraction())


def gaps(x: Row, p: Row) -> Fraction:
    return sum(((a - b) ** 2 for a, b in zip(shares(x), shares(p), strict=True)), Fraction())


def locational(x: Row, p: Row) -> Fraction:
    rows = list(zip(shares(x), shares(p), strict=True))
    return sum((abs(s * q - t * r) for s, r in rows for t, q in rows), Fraction()) / 2


def squares(x: Row) -> Fraction:
    return sum((s**2 for s in shares(x)), Fraction())


def gamma(x: Row, p: Row, h: Fraction) -> Fraction:
    return (gaps(x, p) / (1 - squares(p)) - h) / (1 - h)


def quotients(x: Row, p: Row) -> Row:
    return [a / b for a, b in zip(shares(x), shares(p), strict=True)]


def strength(x: Row, p: Row) -> Fraction | float:
    apart = gaps(x, p)
    return math.inf if apart < Fraction(1e-30) else (1 - squares(x)) / apart


def atkinson(x: Row, epsilon: float) -> Fraction:
    power = 1 - Fraction(epsilon)
    logs = [ln(s * len(x)) for s in shares(x)]
    if power == 0:
        level = decimals(sum(logs) / len(x)).exp()
    else:
        mean = sum(decimals(power * value).exp() for value in logs) / len(x)
        level = (mean.ln() / decimals(power)).exp()
    return 1 - Fraction(level)


def smoothed(x: Row, p: Row, k: float) -> Row:
    n, weight = sum(x), shares(p)
    k_ = Fraction(k)
    return [(a + k_ * b) / (n + k_) / b for a, b in zip(x, weight, strict=True)]


#: Of one row: the measure, the exact figure, whether the row must be free of zeros.
ONE: dict[str, tuple[Callable[..., Any], Callable[[Row], Any], bool]] = {
    "concentration_ratio": (
        partial(m.concentration_ratio, n=2),
        lambda x: sum(sorted(shares(x))[1:]),
        False,
    ),
    "herfindahl_hirschman": (m.herfindahl_hirschman, squares, False),
    "herfindahl_hirschman normalised": (
        partial(m.herfindahl_hirschman, normalised=True),
        lambda x: (squares(x) - Fraction(1, 3)) * Fraction(3, 2),
        False,
    ),
    "equivalent_number": (m.equivalent_number, lambda x: 1 / squares(x), False),
    "shannon_entropy": (
        m.shannon_entropy,
        lambda x: (ln(Fraction(3)) - theil(x)) / ln(Fraction(2)),
        False,
    ),
    "gini": (m.gini, lambda x: gini(x, [Fraction(1)] * 3), False),
    "theil_t": (m.theil_t, theil, False),
    "theil_l": (m.theil_l, lambda x: -sum(ln(3 * s) for s in shares(x)) / 3, True),
    "theil_decomposition": (
        lambda x: m.theil_decomposition(x, ["a", "b", "a"]).between,
        lambda x: sum(
            s * ln(s * 3 / k) for s, k in (((x[0] + x[2]) / sum(x), 2), (x[1] / sum(x), 1)) if s
        ),
        False,
    ),
    **{
        f"atkinson {epsilon}": (
            partial(m.atkinson, epsilon=epsilon),
            partial(atkinson, epsilon=epsilon),
            True,
        )
        for epsilon in (0, 1e-200, 0.5, 1 - 2**-53, 1, 2, 50)
    },
    "atkinson without end": (
        partial(m.atkinson, epsilon=1e300),
        lambda x: 1 - 3 * min(shares(x)),
        True,
    ),
    "hoover": (m.hoover, lambda x: sum(abs(s - Fraction(1, 3)) for s in shares(x)) / 2, False),
    "location_quotient_matrix": (
        lambda x: m.location_quotient_matrix([x, [1, 1, 1]])[0],
        lambda x: quotients(x, [a + 1 for a in x]),
        False,
    ),
    "hachman": (
        lambda x: m.hachman([x, [1, 1, 1]])[0],
        lambda x: (
            1 / sum(s * q for s, q in zip(shares(x), quotients(x, [a + 1 for a in x]), strict=True))
        ),
        False,
    ),
    "relatedness_density": (
        lambda x: m.relatedness_density([[1, 0, 1]] * 3, [x, x, x])[0],
        lambda x: [(x[0] + x[2]) / sum(x)] * 3,
        False,
    ),
}

#: Of two rows; the second free of zeros where it must be divided by.
TWO: dict[str, tuple[Callable[..., Any], Callable[[Row, Row], Any], bool]] = {
    "hoover": (
        m.hoover,
        lambda x, p: sum(abs(a - b) for a, b in zip(shares(x), shares(p), strict=True)) / 2,
        False,
    ),
    "krugman_specialisation": (
        m.krugman_specialisation,
        lambda x, p: sum(abs(a - b) for a, b in zip(shares(x), shares(p), strict=True)),
        False,
    ),
    "location_quotient": (m.location_quotient, quotients, True),
    "gini": (m.gini, gini, False),
    "locational_gini": (m.locational_gini, locational, False),
    "locational_gini lq": (
        partial(m.locational_gini, form="lq"),
        lambda x, p: gini(quotients(x, p), [Fraction(1)] * 3),
        True,
    ),
    "lorenz": (
        lambda x, p: 1 - np.diff(m.lorenz(x, p).cum_reference) @ _heights(m.lorenz(x, p).cum_share),
        locational,
        False,
    ),
    "ellison_glaeser": (
        lambda x, p: m.ellison_glaeser(x, [0, 1, 0], p[:2]).gamma,
        lambda x, p: gamma([x[0] + x[2], x[1]], p[:2], squares(x)),
        True,
    ),
    "ellison_glaeser_counts": (
        m.ellison_glaeser_counts,
        lambda x, p: gamma(x, p, 1 / sum(x)),
        True,
    ),
    "smoothed_location_quotient": (
        partial(m.smoothed_location_quotient, strength=1e16),
        lambda x, p: smoothed(x, p, 1e16),
        True,
    ),
    "shift_share": (
        lambda x, p: np.ravel(
            [*vars(m.shift_share(x, p, [1e16, 1e16 + 2, 1], [1e16 + 2, 1e16, 1 + 2**-52])).values()]
        ),
        lambda x, p: shift_share(
            x, p, fractions([1e16, 1e16 + 2, 1]), fractions([1e16 + 2, 1e16, 1 + 2**-52])
        ),
        False,
    ),
    "shift_share of nations": (
        lambda x, p: np.ravel([*vars(m.shift_share([1, 2, 3], [3, 2, 1], p, x)).values()]),
        lambda x, p: shift_share(fractions([1, 2, 3]), fractions([3, 2, 1]), p, x),
        True,
    ),
}


def _heights(cumulated: np.ndarray) -> np.ndarray:
    assert (np.diff(cumulated) >= 0).all()
    return cumulated[1:] + cumulated[:-1]


def shift_share(r0: Row, r1: Row, n0: Row, n1: Row) -> Row:
    growth = sum(n1) / sum(n0)
    rows = list(zip(r0, r1, n0, n1, strict=True))
    return [
        *(a * (growth - 1) for a, _, _, _ in rows),
        *(a * (d / c - growth) for a, _, c, d in rows),
        *(b - a * (d / c) for a, b, c, d in rows),
    ]


def fractions(row: Iterable[float]) -> Row:
    return [Fraction(value) for value in row]


def hopeless(*rows: list[float]) -> bool:
    """Whether amounts lie too far apart, or a total leaves the floats."""
    parts = [[Fraction(value) for value in row if value] for row in rows]
    return any(sum(part) > LARGEST or max(part) / min(part) > 10**290 for part in parts)


def check(call: Callable[[], Any], exact: Callable[[], Any], may_refuse: bool, unit: float) -> None:
    """The figure within 1e-12 of itself (and of `unit`), or a refusal where it may be."""
    with localcontext() as context:
        context.prec, context.Emax, context.Emin = 60, MAX_EMAX, MIN_EMIN
        try:
            found = np.ravel(call())
        except ValueError as error:
            assert len(str(error)) > 15
            if not may_refuse:
                assert any(abs(value) > LARGEST for value in _listed(exact()))
            return
        for value, true in zip(found, _listed(exact()), strict=True):
            if true in (math.inf, -math.inf):
                assert value == true
                continue
            assert math.isfinite(value)
            off = abs(Fraction(float(value)) - true)
            assert off <= abs(true) * Fraction(1e-12) + Fraction(unit), (value, float(true))


def _listed(exact: Any) -> list[Any]:
    return exact if isinstance(exact, list) else [exact]


#: Ratios without an upper limit are held to their own size, indices to 1.
RELATIVE = ("location_quotient", "ellison", "smoothed", "shift_share", "equivalent", "dirichlet")


def unit_of(name: str) -> float:
    return LEAST if name.startswith(RELATIVE) else 1e-14


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("name", ONE)
def test_measures_of_one_row(name: str, row: str) -> None:
    measure, exact, positive = ONE[name]
    x = ROWS[row]
    table = name in ("location_quotient_matrix", "hachman")
    far = hopeless(x) or (table and hopeless([*x, 1]))
    may_refuse = far or (positive and 0 in x)
    check(lambda: measure(x), lambda: exact(fractions(x)), may_refuse, unit_of(name) * 10)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("name", TWO)
def test_measures_of_two_rows(name: str, row: str) -> None:
    measure, exact, positive = TWO[name]
    x = ROWS[row]
    for p in ROWS.values():
        may_refuse = hopeless(x) or hopeless(p) or (positive and 0 in p)
        if name == "gini":
            largest = max(Fraction(a) * Fraction(b) for a, b in zip(x, p, strict=True))
            low = largest < Fraction(max(x)) * Fraction(max(p)) * Fraction(1e-280)
            may_refuse = may_refuse or low
        if name == "ellison_glaeser_counts":
            may_refuse = may_refuse or sum(fractions(x)) <= 1
        if name == "ellison_glaeser":
            may_refuse = may_refuse or sum(value > 0 for value in x) < 2
        check(
            partial(measure, x, p),
            partial(exact, fractions(x), fractions(p)),
            may_refuse,
            unit_of(name),
        )


@pytest.mark.parametrize("prob", PROBS)
@pytest.mark.parametrize("row", ROWS)
def test_strength_of_smoothing(row: str, prob: str) -> None:
    x, p = ROWS[row], PROBS[prob]
    check(
        lambda: m.dirichlet_strength(x, p),
        lambda: strength(fractions(x), fractions(p)),
        hopeless(x) or hopeless(p),
        LEAST,
    )


def test_examples_in_which_a_figure_was_wrong() -> None:
    assert m.ellison_glaeser([1, 1e-17], [0, 1], [1, 1]).gamma == pytest.approx(-1)
    assert m.dirichlet_strength([1e200, 1], [0.5, 0.5]) == pytest.approx(4e-200, rel=1e-12)
    assert pytest.approx(-1) == m.moran([1e16, 1e16 + 2, 1e16], [[1], [0], [1]]).I
    ends = [[1e200, 0], [-1e200, 0], [0, 1e199]]
    near = [[1, 0], [-1, 0], [0, 0.1]]
    assert m.deviational_ellipse(ends).semi_major == pytest.approx(
        m.deviational_ellipse(near).semi_major * 1e200
    )


# Moran's I


def exact_moran(y: Row, neighbours: list[list[int]]) -> Fraction:
    mean = sum(y) / len(y)
    z = [value - mean for value in y]
    weights = [(i, j, Fraction(1, len(js))) for i, js in enumerate(neighbours) for j in js]
    together = sum(w * z[i] * z[j] for i, j, w in weights)
    return len(y) * together / sum(w for _, _, w in weights) / sum(value**2 for value in z)


@pytest.mark.parametrize("row", SIGNED)
def test_moran(row: str) -> None:
    y, line = SIGNED[row], [[1], [0, 2], [1]]
    check(
        lambda: m.moran(y, line, permutations=9).I,
        lambda: exact_moran(fractions(y), line),
        False,
        1e-14,
    )


# Points


def moments(x: Row, y: Row, w: Row) -> tuple[Fraction, Fraction, Fraction, Fraction, Fraction]:
    weight = shares(w)

    def mean(values: Iterable[Fraction]) -> Fraction:
        return sum((a * b for a, b in zip(values, weight, strict=True)), Fraction())

    a, b = mean(x), mean(y)
    dx, dy = [v - a for v in x], [v - b for v in y]
    cov = mean(p * q for p, q in zip(dx, dy, strict=True))
    return a, b, mean(p**2 for p in dx), mean(q**2 for q in dy), cov


def axes(x: Row, y: Row, w: Row) -> Row:
    _, _, var_x, var_y, cov = moments(x, y, w)
    n = sum(value > 0 for value in w)
    major = (var_x + var_y) / 2 + root(((var_x - var_y) / 2) ** 2 + cov**2)
    minor = (var_x * var_y - cov**2) / major
    return [root(value * 2 * n / (n - 2)) for value in (major, minor)]


@pytest.mark.parametrize("north", SIGNED)
@pytest.mark.parametrize("east", SIGNED)
def test_centrography(east: str, north: str) -> None:
    for heavy in ("ordinary", "dominant", "wide"):
        x, y, w = (
            [*row, row[n]] for n, row in enumerate((SIGNED[east], SIGNED[north], ROWS[heavy]))
        )
        points, exact = np.column_stack([x, y]), [fractions(row) for row in (x, y, w)]
        size = max(map(abs, [*exact[0], *exact[1]]))
        apart = max(max(row) - min(row) for row in exact[:2])
        near, wide = (
            float(min(value, LARGEST) * Fraction(1e-13)) + LEAST for value in (size, apart)
        )
        centre, spread = moments(*exact)[:2], sum(moments(*exact)[2:4])
        check(partial(m.mean_centre, points, w), lambda found=centre: [*found], False, near)
        check(partial(m.standard_distance, points, w), partial(root, spread), False, wide)
        check(partial(ellipse, points, w), partial(axes, *exact), False, wide)


def ellipse(points: np.ndarray, weights: list[float]) -> list[float]:
    found = m.deviational_ellipse(points, weights)
    assert -math.pi / 2 < found.angle <= math.pi / 2
    return [found.semi_major, found.semi_minor]


# Chances


def exact_multinomial(x: list[int], p: Row, ordering: str) -> Fraction:
    n, chance = sum(x), shares(p)
    tables = [t for t in product(range(n + 1), repeat=len(x)) if sum(t) == n]

    def likely(t: tuple[int, ...]) -> Fraction:
        ways = Fraction(math.factorial(n), math.prod(map(math.factorial, t)))
        return ways * math.prod((q**k for q, k in zip(chance, t, strict=True)), start=Fraction(1))

    def extreme(t: tuple[int, ...]) -> Fraction:
        if ordering == "probability":
            return -likely(t)
        return sum(((k - n * q) ** 2 / q for q, k in zip(chance, t, strict=True)), Fraction())

    # Beyond rounding of probabilities such as 0.1 ties are ties.
    reached = extreme(tuple(x))
    least = reached - abs(reached) * Fraction(1e-11)
    return sum((likely(t) for t in tables if extreme(t) >= least), Fraction())


@pytest.mark.parametrize("ordering", ["probability", "chi-square"])
@pytest.mark.parametrize("rare", [1e-4, 1e-6, 1e-8, 1e-200])
@pytest.mark.parametrize("x", [[1, 5, 0], [0, 6, 0], [1, 3, 2], [0, 3, 3], [2, 4, 0], [0, 4, 2]])
def test_multinomial_with_a_rare_area(x: list[int], rare: float, ordering: Any) -> None:
    p = [rare, 0.5, 0.5 - rare]
    check(
        lambda: m.multinomial_exact_test(x, p, ordering),
        lambda: exact_multinomial(x, fractions(p), ordering),
        ordering == "chi-square" and x[0] > 0 and rare < 1e-6,
        LEAST,
    )


@pytest.mark.parametrize("prob", PROBS)
@pytest.mark.parametrize("measure", [m.gini, m.theil_t, m.hoover, m.herfindahl_hirschman])
def test_lottery(prob: str, measure: Callable[..., Any]) -> None:
    band = or_refused(lambda: m.null_band(measure, 3, PROBS[prob], draws=9), prob == "end")
    assert band is None or math.isfinite(band.mean)
    reference = PROBS["lopsided"]
    drawn = m.null_band(
        partial(m.ellison_glaeser_counts, reference=reference), 3, [0.25, 0.5, 0.25], draws=1
    )
    hidden = m.null_band(
        lambda x: m.ellison_glaeser_counts(x, reference), 3, [0.25, 0.5, 0.25], draws=1
    )
    assert drawn.mean == pytest.approx(hidden.mean, rel=1e-12)
