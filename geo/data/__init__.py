"""The data folder, read and checked once: tables, shapes, how to search them."""

from geo.extras import need

need(__name__, "atlas")
