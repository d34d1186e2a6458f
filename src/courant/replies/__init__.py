"""Readers' replies: taken in, ruled on, printed under their articles."""
