"""What previews show, served by the newsroom itself: style sheets, photos, documents."""

from django.urls import path

from courant.newsroom import (
    checks_views,
    desk_views,
    draft_views,
    people_admin,
    photo_views,
    tidy_views,
    urgent_views,
)
from courant.newsroom.own_facts import OwnFactsView

preview_urls = [
    path("assets/<str:name>", desk_views.preview_asset),
    path("photos/<str:name>", desk_views.preview_photo),
]

# What anybody may open who has a link; the link is the key.
draft_urls = [
    path("preview/<str:token>/", draft_views.show_draft, name="newsroom_draft"),
    path("preview/<str:token>/assets/<str:name>", draft_views.draft_asset),
    path("preview/<str:token>/photos/<str:name>", draft_views.draft_photo),
    path("preview/<str:token>/documents/<str:name>", draft_views.draft_document),
]

admin_urls = [
    path(
        "articles/<int:page_id>/checks/",
        checks_views.CheckOnEdit.as_view(),
        name="newsroom_checks",
    ),
    path(
        "articles/checks/<slug:content_type_app_name>/<slug:content_type_model_name>/"
        "<int:parent_page_id>/",
        checks_views.CheckOnCreate.as_view(),
        name="newsroom_checks_new",
    ),
    path("articles/<int:pk>/link/", draft_views.make_link, name="newsroom_draft_link"),
    path("articles/<int:pk>/tidy/", tidy_views.tidy, name="newsroom_tidy"),
    path("articles/<int:pk>/withdraw/", desk_views.withdraw_article, name="newsroom_withdraw"),
    path("people/<int:pk>/merge/", people_admin.merge_person, name="newsroom_merge_person"),
    path("articles/<int:page_id>/own/", OwnFactsView.as_view(), name="newsroom_own_facts"),
    path("articles/<int:pk>/urgent/", urgent_views.publish_urgent, name="newsroom_urgent"),
    path("photos/<int:pk>/told/", photo_views.told, name="newsroom_photo_told"),
    path("press/", desk_views.press_report, name="newsroom_press"),
]
