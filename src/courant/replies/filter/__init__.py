"""The spam filter: learns from the newsroom's own rulings, on this machine, and says why.

No database here: the rest of the room hands it what was ruled.
"""
