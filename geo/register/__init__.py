"""Registers of firms: understood, placed, counted and asked, of any size and on any engine."""

from geo.extras import need

need(__name__, "registers")
