"""Concentration with its doubt: what is counted, against what, and how sure one can be.

``subjects`` says what can be counted and ``asked`` what a view asks for, ``bases`` against what,
``lottery`` what chance would give. ``verdict`` sets the core cities against it, ``quotients``
each city, and ``robustness`` asks again over other benchmarks, rules, cities and lists.
"""
