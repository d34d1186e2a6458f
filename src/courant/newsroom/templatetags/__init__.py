"""Tags for the newsroom's own screens."""
