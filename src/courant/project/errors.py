"""What this room refuses."""


class ProjectError(Exception):
    """Something we will not do.  Operators see the message: culprit, rule, remedy."""


class UsageError(ProjectError):
    """A command line that cannot be understood."""


class HomeError(ProjectError):
    """A home that cannot be used as it is."""


class PortError(ProjectError):
    """A port that cannot be had."""


class RunningError(ProjectError):
    """Something for which the house must be closed first, or which runs already."""
