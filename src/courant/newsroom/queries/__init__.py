"""What the newsroom knows, asked for in batches.  A query that a page is made from names it."""
