"""The staff: who signs in, and how."""
