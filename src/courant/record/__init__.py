"""The record: who said what, when and where, as articles quote it."""
