"""What is wrong with an export, said so that an editor can do something about it."""


class WxrError(Exception):
    """An export that cannot be read.  The person who runs the import reads the message.

    Attributes:
        file: Name of the export, or of the part inside an archive.
        line: Counted from 1; 0 where no line can be named.
        column: Counted from 1; 0 where no column can be named.
        rule: What the file broke.
        remedy: What to do about it; may be empty.
    """

    def __init__(
        self, rule: str, *, file: str = "", line: int = 0, column: int = 0, remedy: str = ""
    ) -> None:
        """Put the message together: place, rule, remedy."""
        self.file, self.line, self.column = file, line, column
        self.rule, self.remedy = rule, remedy
        super().__init__(" ".join(filter(None, (self._place(), rule, remedy))))

    def _place(self) -> str:
        where = [self.file or "The export"]
        if self.line:
            where.append(f"line {self.line:,}")
        if self.column:
            where.append(f"column {self.column:,}")
        return ", ".join(where) + ":"
