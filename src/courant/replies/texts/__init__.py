"""What moderators look for in texts: words, personal details.  No database here."""
