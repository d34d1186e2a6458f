"""What readers write: whether it may stand, what it amounts to, how it is shown.

The kiosk looks before a reply is sent, the works once more when it arrives; both with this.
"""
