"""Centre, spread and direction of points in a metric coordinate system."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._exact import centred
from geo.measures._labels import Labels, axis, labelled, ordered
from geo.measures._rows import exponent, shares


@dataclass(frozen=True)
class Ellipse:
    """Standard deviational ellipse about the mean centre.

    Attributes
    ----------
    semi_major, semi_minor : float
        Half-lengths of the axes, in the unit of the coordinates.
    angle : float
        Direction of the long axis in radians, counter-clockwise from the x axis, above -pi/2 and
        up to pi/2; 0 where no direction stands out.
    """

    semi_major: float
    semi_minor: float
    angle: float


@dataclass(frozen=True, eq=False)
class _Cloud:
    """Points about their mean centre, as far as they have a weight.

    Attributes
    ----------
    centre : numpy.ndarray
        Mean centre.
    offsets : numpy.ndarray
        A row of distances east of it and one of distances north, in units of ``2**power``.
    weight : numpy.ndarray
        Weights that sum to 1.
    power : int
        Power of two that brings the largest coordinate to about 1, so that squares stay floats.
    """

    centre: Floats
    offsets: Floats
    weight: Floats
    power: int

    def length(self, scaled: float) -> float:
        """A length in the unit of the coordinates."""
        try:
            return math.ldexp(scaled, self.power)
        except OverflowError:
            raise ValueError("points lie too far apart to be computed with") from None


def _cloud(points: ArrayLike, weights: ArrayLike | None) -> tuple[_Cloud, Labels]:
    """Points about their centre, and the labels of x and y."""
    columns = axis(points, 1, 2)
    if columns is not None and set(columns) == {"x", "y"}:
        points = ordered("points", points, 1, "points", type(columns)(["x", "y"]))
        columns = axis(points, 1, 2)
    weights = ordered("weights", weights, 0, "points", axis(points, 0, 2))
    xy = _checks.numbers(points, "points")
    if xy.ndim != 2 or xy.shape[1] != 2:
        raise ValueError(f"points must have a row of x and y each, it has the shape {xy.shape}")
    if not len(xy):
        raise ValueError("points is empty")
    weight = np.ones(len(xy)) if weights is None else _checks.amounts(weights, "weights")
    _checks.same_length("points", xy, "weights", weight)
    xy, weight = xy[weight > 0], weight[weight > 0]
    power = int(exponent(xy.ravel())[0])
    found = [centred(row, weight) for row in np.ldexp(xy, -power).T]
    centre, offsets = (np.array(part) for part in zip(*found, strict=True))
    return _Cloud(np.ldexp(centre, power), offsets, shares(weight), power), columns


def mean_centre(points: ArrayLike, weights: ArrayLike | None = None) -> Any:
    """Mean centre of points.

    Parameters
    ----------
    points : array_like
        A row of x and y for each point, in metres of a projection (not degrees).
    weights : array_like, optional
        Non-negative weight of each point, any total; equal weights without it.

    Returns
    -------
    numpy.ndarray or pandas.Series
        x and y, the weighted means of the coordinates.

    Raises
    ------
    ValueError
        For coordinates or weights that are missing or infinite, negative weights, weights with a
        total of zero, lengths that differ, or no points.

    References
    ----------
    Lefever, D. W. (1926). Measuring geographic concentration by means of the standard deviational
    ellipse. American Journal of Sociology 32, 88-94.

    Examples
    --------
    >>> mean_centre([[0, 0], [4, 0], [4, 6]], weights=[1, 1, 2])
    array([3., 3.])
    """
    cloud, columns = _cloud(points, weights)
    return labelled(cloud.centre, [columns])


def standard_distance(points: ArrayLike, weights: ArrayLike | None = None) -> float:
    r"""Standard distance: how far points lie from their mean centre.

    Parameters
    ----------
    points : array_like
        A row of x and y for each point, in metres of a projection (not degrees).
    weights : array_like, optional
        Non-negative weight of each point, any total; equal weights without it.

    Returns
    -------
    float
        :math:`\sqrt{\sum_i w_i d_i^2 / \sum_i w_i}` with d the distance from the centre, in the
        unit of the coordinates; 0 for a single point. Divided by n, not by n - 2.

    Raises
    ------
    ValueError
        As `mean_centre`.

    References
    ----------
    Bachi, R. (1963). Standard distance measures and related methods for spatial analysis. Papers
    of the Regional Science Association 10, 83-132.

    Examples
    --------
    >>> standard_distance([[0, 0], [6, 0], [0, 8], [6, 8]])
    5.0
    """
    cloud, _ = _cloud(points, weights)
    return cloud.length(math.sqrt(cloud.weight @ (cloud.offsets**2).sum(axis=0)))


def deviational_ellipse(points: ArrayLike, weights: ArrayLike | None = None) -> Ellipse:
    r"""Standard deviational ellipse of points.

    Parameters
    ----------
    points : array_like
        A row of x and y for each point, in metres of a projection (not degrees).
    weights : array_like, optional
        Non-negative weight of each point, any total; equal weights without it.

    Returns
    -------
    Ellipse
        `semi_major`, `semi_minor` and `angle`. The semi-axes are the standard deviations along and
        across the direction in which the points vary most, times :math:`\sqrt{2n/(n-2)}`, the
        correction of CrimeStat.

    Raises
    ------
    ValueError
        As `mean_centre`, and with fewer than three points of a weight above zero, where the
        correction is not defined.

    Notes
    -----
    With weights n is the number of points with a weight above zero, so the scale of the weights
    does not matter. Points on one line have `semi_minor` 0. Where the two standard deviations are
    equal every direction is as good and `angle` is 0; where they are nearly equal it means
    little.

    References
    ----------
    Lefever, D. W. (1926). Measuring geographic concentration by means of the standard deviational
    ellipse. American Journal of Sociology 32, 88-94.
    Levine, N. (2015). CrimeStat: a spatial statistics program for the analysis of crime incident
    locations, version 4.02, chapter 4. Houston: Ned Levine & Associates.

    Examples
    --------
    >>> found = deviational_ellipse([[-3, 0], [3, 0], [0, 1], [0, -1]])
    >>> round(found.semi_major, 4), round(found.semi_minor, 4), found.angle
    (4.2426, 1.4142, 0.0)
    """
    cloud, _ = _cloud(points, weights)
    weight, n = cloud.weight, len(cloud.weight)
    if n < 3:
        raise ValueError(f"points has {n} with a weight above zero: an ellipse needs three")
    x, y = cloud.offsets
    angle = math.atan2(2 * (weight @ (x * y)), weight @ x**2 - weight @ y**2) / 2
    if angle == -math.pi / 2:  # the same direction, from below
        angle = math.pi / 2
    along, across = (
        x * math.cos(angle) + y * math.sin(angle),
        y * math.cos(angle) - x * math.sin(angle),
    )
    correction = 2 * n / (n - 2)
    minor, major = sorted(math.sqrt(correction * (weight @ part**2)) for part in (along, across))
    return Ellipse(semi_major=cloud.length(major), semi_minor=cloud.length(minor), angle=angle)
