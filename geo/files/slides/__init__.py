"""Slides: drawings as native shapes, plotly figures as native charts and tables."""
