"""Taking a WordPress site in: from the records of an export to pages, photos and addresses.

``survey`` looks a whole export through and stores nothing; ``store`` puts it into the paper in
batches that may be cut off and gone on with.  What became of everything is in the ``report``.
"""
