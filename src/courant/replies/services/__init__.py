"""What can be done with replies; the only writers of this room."""
