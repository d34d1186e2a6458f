"""The plant: bytes, addresses, clock, stores and settings.  No Django, no news."""
