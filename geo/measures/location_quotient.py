"""Location quotients of one list and of a table of regions and industries."""

from __future__ import annotations

from typing import Any

from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._labels import aligned, axes, labelled, shared
from geo.measures._rows import shares


def location_quotient(x: ArrayLike, reference: ArrayLike) -> Any:
    r"""Location quotient of each area.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.
    reference : array_like
        Benchmark above zero in the same order, any total.

    Returns
    -------
    numpy.ndarray or pandas.Series
        :math:`s_i / p_i`: 1 where the area has its proportional part, 2 where it has twice that,
        0 where it has nothing; at most :math:`1 / p_i`. Their mean, weighted by the benchmark,
        is 1.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, a total of zero, or an area
        without benchmark.

    Notes
    -----
    Where less than one item is expected (:math:`N p_i < 1`) a single item more or less decides
    the quotient: pool such areas or leave them out, and show `location_quotient_interval`.

    References
    ----------
    Florence, P. S. (1939). Report on the location of industry. London: Political and Economic
    Planning.

    Examples
    --------
    >>> location_quotient([6, 1, 1], reference=[50, 25, 25])
    array([1.5, 0.5, 0.5])
    """
    x, reference = aligned(x=x, reference=reference)
    amounts = _checks.amounts(x, "x")
    quotients = shares(amounts) / shares(_checks.positive_reference_for(amounts, reference))
    return labelled(quotients, shared(x, reference))


def location_quotient_matrix(m: ArrayLike) -> Any:
    r"""Location quotient of every industry in every region.

    Parameters
    ----------
    m : array_like
        Non-negative amounts, a row for each region and a column for each industry.

    Returns
    -------
    numpy.ndarray or pandas.DataFrame
        :math:`\frac{m_{rj} / m_{r\cdot}}{m_{\cdot j} / m_{\cdot\cdot}}` in the shape of `m`: the
        share of industry j in region r over its share in all regions together. Also known as
        Balassa's index of revealed comparative advantage.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, a table that is not two-dimensional, or a row or
        column with a total of zero: leave it out.

    References
    ----------
    Balassa, B. (1965). Trade liberalisation and "revealed" comparative advantage. Manchester
    School 33, 99-123.

    Examples
    --------
    >>> location_quotient_matrix([[30, 10], [10, 30]])
    array([[1.5, 0.5],
           [0.5, 1.5]])
    """
    table = _checks.matrix(m, "m")
    return labelled(shares(table) / shares(table.sum(axis=0)), axes(m))
