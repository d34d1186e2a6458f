"""What an import cannot go on with.  The person who runs it reads the message as it stands."""


class ImportRefusedError(Exception):
    """Something given to the import is not usable: culprit, rule, remedy.  Nothing was stored."""
