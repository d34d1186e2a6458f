"""Courant: a news publishing system for small independent newsrooms."""

__version__ = "0.1.0"
