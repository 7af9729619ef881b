"""Version of the software, said here alone; the data have their own."""

__version__ = "0.2.0"
