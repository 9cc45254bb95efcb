"""The version, in a module that imports nothing, so that every room can say which one it is of."""

__version__ = "0.1.0"
