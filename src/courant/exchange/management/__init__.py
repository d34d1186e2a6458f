"""The exchange's commands."""
