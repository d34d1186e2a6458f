"""Taking letters: replies to articles, their changes, reports of other replies.

A letter takes two requests.  The first stores nothing and is answered with a page that shows the
letter as it will look and carries a signed token; the second puts the letter into the letterbox
and is answered only when it lies there for good.
"""
