"""The search index: written by the press, read by the kiosk.  Rebuildable, and nobody's truth."""
