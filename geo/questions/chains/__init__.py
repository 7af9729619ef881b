"""Industry chains: where each is on record, what its record lacks, which chains go together.

A chain is on record in a city if the tables name it there, for the city or one of its counties.
What is not on record may well exist: every answer here speaks of the record.
"""
