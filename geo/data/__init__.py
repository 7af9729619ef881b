"""The data folder, read and checked once: tables, shapes, how to search them."""
