"""The press's commands."""
