"""What can be done in the newsroom.  The only writers; each notes what it changed."""
