"""An edition: the directory of plain files that readers get, and how it is written.

Layout, relative to the edition:

``x/index.html``      the page ``/x/``; ``x/index.html.gz`` and ``.br`` beside it
``x/feed.xml``        the file ``/x/feed.xml``, with variants as well
``photos/…``          photos and documents, linked from the media store, no variants
``assets/…``          style sheets, scripts and fonts, named by hash
``.map/3f``           one of 256 maps: what was moved or is gone (see ``maps``)
``.gone/3f/<hash>.html``  the page that a gone address answers, with variants
``.status/404/<lang>.html``  the pages for errors, one a language; ``.status/503.html``
``.house.json``       what the kiosk must know of the paper
``.replies.json``     what it must know to take replies

Names that start with a dot are never served under their own name.
"""
