"""The newsroom's WSGI application."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courant.project.settings")

_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """Answer one request.

    Where the newsroom's URL is https, the proxy before us ended the TLS; we take the operator's
    word for it, not a header's, which anybody could send.
    """
    from django.conf import settings

    if settings.HTTPS:
        environ["wsgi.url_scheme"] = "https"
    return _django(environ, start_response)
