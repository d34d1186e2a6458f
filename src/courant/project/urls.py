"""Addresses of the newsroom.  Readers' addresses are the kiosk's; none of them is here."""

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView, TemplateView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from courant.newsroom.urls import draft_urls, preview_urls

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
forgotten = TemplateView.as_view(template_name="staff/forgotten.html")

# Wagtail's own sign-in accepts a password alone, so ours stands in its place (D8); and what
# allauth would do by letter is not done: nothing here sends any.
SIGN_IN: list[URLPattern | URLResolver] = [
    path("admin/login/", to_sign_in),
    path("admin/logout/", account.logout),
    path("admin/password_reset/", forgotten),
    path("admin/password_reset/<path:rest>", forgotten),
    path("staff/signup/", to_sign_in),
    path("staff/password/reset/", forgotten),
    path("staff/password/reset/<path:rest>", forgotten),
    path("staff/email/", RedirectView.as_view(pattern_name="wagtailadmin_account")),
    path("staff/2fa/", include("allauth.mfa.urls")),
    path("staff/", include("allauth.account.urls")),
]

# What only staff may see: photos as they lie in media/, documents.
STAFF_ONLY: list[URLPattern | URLResolver] = decorate_urlpatterns(
    [
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
        path("documents/", include(wagtaildocs_urls)),
        *preview_urls,
    ],
    require_admin_access,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *SIGN_IN,
    path("admin/", include(wagtailadmin_urls)),
    *STAFF_ONLY,
    *draft_urls,
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
]

handler500 = "courant.newsroom.refusals.failed"
