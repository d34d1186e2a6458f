"""Who may have said the words between quotation marks: rules over plain text.  No Django here."""
