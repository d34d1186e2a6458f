"""Photos: taken in, cleaned, stored and made in every width.  Says nothing here, imports nothing.

The child process that opens strangers' files starts through this package, so it stays light:
no Django below ``limits``, ``errors``, ``formats``, ``facts``, ``filenames`` and ``child``.
"""
