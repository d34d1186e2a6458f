"""What previews show, served by the newsroom itself: style sheets, photos, documents."""

from django.urls import path

from courant.newsroom import desk_views
from courant.newsroom.own_facts import OwnFactsView

preview_urls = [
    path("assets/<str:name>", desk_views.preview_asset),
    path("photos/<str:name>", desk_views.preview_photo),
]

admin_urls = [
    path("articles/<int:pk>/withdraw/", desk_views.withdraw_article, name="newsroom_withdraw"),
    path("articles/<int:page_id>/own/", OwnFactsView.as_view(), name="newsroom_own_facts"),
    path("press/", desk_views.press_report, name="newsroom_press"),
]
