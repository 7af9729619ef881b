"""Hubei Cluster Atlas: the library behind the pages, usable on its own from Python."""
