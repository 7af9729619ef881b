"""Plotly figures. Each takes plain tables and words and gives a figure without data access."""

from geo.extras import need

need(__name__, "sheets")
