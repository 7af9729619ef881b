"""Industry chains over the cities: what is recorded, and what is not."""
