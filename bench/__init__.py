"""Measures the app beside a bare page. ``python -m bench`` prints the figures of the README."""
