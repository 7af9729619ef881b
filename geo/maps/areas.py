"""Coloured areas: any count or statistic by city or county."""

from __future__ import annotations

from geo.maps.classes import classify
from geo.maps.layers import AtlasLayer
from geo.record.areas import AreaFigure
from geo.words import Words

#: More areas than this are coloured without a number in each, apart from the zeros.
_NUMBERS = 20


class AreaLayer(AtlasLayer):
    """Choropleth of a figure, hatched where nothing is known, "0" printed where the count is 0.

    Parameters
    ----------
    figure : AreaFigure
        Values by area.
    t : Words
        Language of units and of the word for unknown.
    """

    function = "areas"

    def __init__(self, figure: AreaFigure, t: Words) -> None:
        styles = classify(figure).of
        areas = {}
        for adcode, value in figure.values.items():
            if value is None:
                areas[str(adcode)] = [styles[adcode], t("maps.unknown_value")]
                continue
            number = t.number(value, figure.digits)
            printed = number if len(figure.values) <= _NUMBERS or value == 0 else ""
            areas[str(adcode)] = [styles[adcode], figure.told(number), printed]
        super().__init__({"level": figure.level, "title": figure.title, "areas": areas})
