"""Relatedness of industries by the places they share."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import axis, labelled, ordered, shown
from geo.measures._rows import scaled


def _presence(presence: ArrayLike) -> Floats:
    table = _checks.numbers(presence, "presence")
    if table.ndim != 2:
        raise ValueError(f"presence must be two-dimensional, it has the shape {table.shape}")
    if not table.size:
        raise ValueError("presence is empty")
    _checks.refuse("presence", table, (table != 0) & (table != 1), "it must be 0 or 1", presence)
    return table


def proximity(presence: ArrayLike) -> Any:
    r"""Proximity of industries: the smaller of two conditional probabilities.

    Parameters
    ----------
    presence : array_like
        1 (or True) where a place has an industry, 0 where not; a row for each place, a column for
        each industry.

    Returns
    -------
    numpy.ndarray or pandas.DataFrame
        Square and symmetric, a row and a column for each industry:
        :math:`\phi_{ij} = \min(P(i|j), P(j|i)) = c_{ij} / \max(u_i, u_j)` with c the places that
        have both and u those that have one; between 0 (never together) and 1 (always). The
        diagonal is 0.

    Raises
    ------
    ValueError
        For values other than 0 and 1, a table that is not two-dimensional, or an industry without
        a place, whose probabilities are 0/0: leave it out.

    Notes
    -----
    A place without any industry changes nothing. With a handful of places the values move in
    large steps; the papers that introduced them have hundreds.

    References
    ----------
    Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space
    conditions the development of nations. Science 317, 482-487.

    Examples
    --------
    >>> proximity([[1, 1, 0], [1, 1, 1], [1, 0, 0], [0, 0, 1]]).round(2)
    array([[0.  , 0.67, 0.33],
           [0.67, 0.  , 0.5 ],
           [0.33, 0.5 , 0.  ]])
    """
    table = _presence(presence)
    places, industries = table.sum(axis=0), axis(presence, 1, 2)
    if not places.all():
        nowhere = places.argmin() if industries is None else industries[places.argmin()]
        raise ValueError(f"presence has no place with the industry of column {shown(nowhere)}")
    result: Floats = (table.T @ table) / np.maximum.outer(places, places)
    np.fill_diagonal(result, 0.0)
    return labelled(result, [industries, industries])


def relatedness_density(presence: ArrayLike, proximity: ArrayLike) -> Any:
    r"""Density of related industries around each industry in each place.

    Parameters
    ----------
    presence : array_like
        1 (or True) where a place has an industry, 0 where not; a row for each place, a column for
        each industry.
    proximity : array_like
        Square, non-negative, a row and a column for each industry in the same order, such as
        `proximity` gives.

    Returns
    -------
    numpy.ndarray or pandas.DataFrame
        In the shape of `presence`: :math:`\sum_j M_{rj} \phi_{ij} / \sum_j \phi_{ij}`, the part of
        all that is related to industry i which place r has; between 0 and 1. An industry related
        to no other has density 0 everywhere.

    Raises
    ------
    ValueError
        For a presence other than 0 and 1, negative, missing or infinite proximities, or tables
        that do not fit.

    References
    ----------
    Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space
    conditions the development of nations. Science 317, 482-487.

    Examples
    --------
    >>> relatedness_density([[1, 1, 0], [0, 0, 1]], [[0, 0.5, 0.5], [0.5, 0, 0], [0.5, 0, 0]])
    array([[0.5, 1. , 1. ],
           [0.5, 0. , 0. ]])
    """
    names = axis(presence, 1, 2)
    if names is None:
        names = axis(proximity, 0, 2)
    for number in (0, 1):
        proximity = ordered("proximity", proximity, number, "presence", names)
    table, related = _presence(presence), _checks.numbers(proximity, "proximity")
    industries = table.shape[1]
    if related.shape != (industries, industries):
        raise ValueError(
            f"proximity must be {industries} by {industries} like the columns of presence, "
            f"it has the shape {related.shape}"
        )
    _checks.refuse("proximity", related, related < 0, "it must not be negative", proximity)
    related = scaled(related)
    all_related = related.sum(axis=1)
    density = np.minimum(table @ related.T / np.where(all_related > 0, all_related, 1.0), 1.0)
    return labelled(density, [axis(presence, 0, 2), names])
