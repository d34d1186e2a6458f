"""WordPress exports (WXR) as plain values: reading one, and turning its texts into blocks.

Nothing here knows the database, Django or the newsroom.  ``reader`` streams an export as
``records``; ``body`` turns a post's text into the raw values of an article's body; ``addresses``,
``media``, ``meta`` and ``identity`` answer what an importer asks about one record.
"""
