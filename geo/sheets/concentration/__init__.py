"""How strongly clusters concentrate, and how sure one can be."""
