"""The letterbox: where the kiosk puts readers' letters until the works collect them.

Layout, relative to the letterbox (docs/formats/letterbox.md is the whole of it):

``000000000007-5f3c91ab.letters``      a segment: letters one after another, written by one process
``000000000007-5f3c91ab.done``         how far that segment has been collected
``000000000007-5f3c91ab.doubtful``     a segment whose disk failed: collected, never vouched for
``000000000007-5f3c91ab-4096.broken``  bytes found at that place of a segment that are no letter

A letter that was acknowledged is on the disk.  It is handed out at least once, and again only
when the works died before they said ``done``.  Other names and directories are left alone.

No reader's words are in any message or log of this package.
"""
