"""Addresses of the record in the newsroom."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from courant.record import quotation_views
from courant.record.quotation_panel import QuotingCreateView, QuotingEditView

# Stand above Wagtail's own at the same addresses, which keep their names.
editor_urls = decorate_urlpatterns(
    [
        path(
            "admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
            "<int:parent_page_id>/",
            never_cache(QuotingCreateView.as_view()),
        ),
        path("admin/pages/<int:page_id>/edit/", never_cache(QuotingEditView.as_view())),
    ],
    require_admin_access,
)

admin_urls = [
    path("quotations/<int:pk>/proposals/", quotation_views.proposals, name="record_proposals"),
    path("quotations/<int:pk>/facts/", quotation_views.facts, name="record_facts"),
    path("quotations/<int:pk>/people/", quotation_views.new_person, name="record_new_person"),
]
