"""Feeds of other outlets, from bytes to plain headlines.  No models here, and no network."""
