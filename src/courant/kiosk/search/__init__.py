"""Searching the paper: a question in a query string, a page of results made for one reader."""
