"""Mean centre, standard distance, standard deviational ellipse."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pointpats import centrography

from geo.measures import deviational_ellipse, mean_centre, standard_distance

#: Example of pointpats' documentation of ellipse().
POINTS = np.array(
    [
        [66.22, 32.54],
        [22.52, 22.39],
        [31.01, 81.21],
        [9.47, 31.02],
        [30.78, 60.10],
        [75.21, 58.93],
        [79.26, 7.68],
        [8.23, 39.93],
        [98.73, 77.17],
        [89.78, 42.53],
        [65.19, 92.08],
    ]
)
WEIGHTS = np.arange(1, 12)
CLOUD = np.random.default_rng(8).normal(size=(40, 2)) @ [[5, 0], [0, 1]]


def turned(points: np.ndarray, angle: float) -> np.ndarray:
    """Points turned counter-clockwise about the origin."""
    c, s = math.cos(angle), math.sin(angle)
    return points @ np.array([[c, s], [-s, c]])


def between_directions(one: float, other: float) -> float:
    """Angle between two undirected lines."""
    gap = (one - other) % math.pi
    return min(gap, math.pi - gap)


def test_ellipse_of_the_pointpats_documentation() -> None:
    found = deviational_ellipse(POINTS)
    assert found.semi_major == pytest.approx(50.13029459102783)
    assert found.semi_minor == pytest.approx(37.95222670267865)
    assert found.angle == pytest.approx(0.3465582095042642)


def test_weighted_measures_of_pointpats() -> None:
    oracle = centrography.ellipse(POINTS, WEIGHTS)
    found = deviational_ellipse(POINTS, WEIGHTS)
    assert (found.semi_major, found.semi_minor) == pytest.approx(oracle[:2])
    assert between_directions(found.angle, oracle[2]) < 1e-9
    assert mean_centre(POINTS, WEIGHTS) == pytest.approx(
        centrography.weighted_mean_center(POINTS, WEIGHTS)
    )
    assert mean_centre(POINTS) == pytest.approx(centrography.mean_center(POINTS))
    assert standard_distance(POINTS) == pytest.approx(centrography.std_distance(POINTS))


def test_standard_distance_of_a_triangle_by_hand() -> None:
    """Centre (2, 1), squared distances 5, 5 and 4, divided by n."""
    points = [[0, 0], [4, 0], [2, 3]]
    assert mean_centre(points).tolist() == [2, 1]
    assert standard_distance(points) == pytest.approx(math.sqrt((5 + 5 + 4) / 3))


def test_ellipse_has_the_correction_of_crimestat() -> None:
    """Semi-axes are eigenvalues of the covariance (over n) times 2n / (n - 2)."""
    eigenvalues = np.linalg.eigvalsh(np.cov(CLOUD.T, bias=True))[::-1]
    expected = np.sqrt(eigenvalues * 2 * 40 / 38)
    found = deviational_ellipse(CLOUD)
    assert (found.semi_major, found.semi_minor) == pytest.approx(tuple(expected))


@pytest.mark.parametrize("angle", [0, 0.3, math.pi / 4, 1.5, math.pi / 2, 2, 3, -0.7])
def test_ellipse_turns_with_its_points(angle: float) -> None:
    start, found = deviational_ellipse(CLOUD), deviational_ellipse(turned(CLOUD, angle))
    assert (found.semi_major, found.semi_minor) == pytest.approx(
        (start.semi_major, start.semi_minor)
    )
    assert between_directions(found.angle, start.angle + angle) < 1e-9
    assert -math.pi / 2 < found.angle <= math.pi / 2


def test_known_directions() -> None:
    east = [[-3, 0], [3, 0], [0, 1], [0, -1]]
    north = [[0, -3], [0, 3], [1, 0], [-1, 0]]
    north_east = [[-3, -3], [3, 3], [1, -1], [-1, 1]]
    angles = [deviational_ellipse(points).angle for points in (east, north, north_east)]
    assert angles == pytest.approx([0, math.pi / 2, math.pi / 4])


def test_points_on_a_line_and_in_a_circle() -> None:
    line = deviational_ellipse([[0, 0], [1, 2], [2, 4], [5, 10]])
    assert line.semi_minor == pytest.approx(0, abs=1e-6)
    assert line.angle == pytest.approx(math.atan(2))
    square = deviational_ellipse([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    assert (square.semi_major, square.semi_minor, square.angle) == (2, 2, 0)
    one_place = deviational_ellipse([[7, 7]] * 4)
    assert (one_place.semi_major, one_place.semi_minor, one_place.angle) == (0, 0, 0)


def test_moving_shifts_the_centre_alone() -> None:
    shift = np.array([500_000, 3_400_000])
    far = CLOUD + shift
    assert mean_centre(far) == pytest.approx(mean_centre(CLOUD) + shift)
    assert standard_distance(far) == pytest.approx(standard_distance(CLOUD))
    assert deviational_ellipse(far).angle == pytest.approx(deviational_ellipse(CLOUD).angle)


def test_scale_of_weights_does_not_matter_and_whole_weights_are_repetitions() -> None:
    points, weights = [[0, 0], [4, 0], [2, 3]], [1, 2, 3]
    repeated = np.repeat(points, weights, axis=0)
    assert mean_centre(points, weights) == pytest.approx(mean_centre(repeated))
    assert standard_distance(points, weights) == pytest.approx(standard_distance(repeated))
    heavy = deviational_ellipse(CLOUD, np.full(40, 9.0))
    plain = deviational_ellipse(CLOUD)
    assert heavy.semi_major == pytest.approx(plain.semi_major)


def test_a_point_without_weight_is_not_there() -> None:
    weights = [1.0] * 40 + [0.0]
    with_ghost = np.vstack([CLOUD, [99, 99]])
    assert mean_centre(with_ghost, weights) == pytest.approx(mean_centre(CLOUD))
    found, plain = deviational_ellipse(with_ghost, weights), deviational_ellipse(CLOUD)
    assert (found.semi_major, found.semi_minor) == pytest.approx(
        (plain.semi_major, plain.semi_minor)
    )


def test_one_point() -> None:
    assert mean_centre([[3, 4]]).tolist() == [3, 4]
    assert standard_distance([[3, 4]]) == 0
