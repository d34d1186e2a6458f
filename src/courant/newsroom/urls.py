"""What previews show, served by the newsroom itself: style sheets, photos, documents."""

from django.urls import path

from courant.newsroom import desk_views, urgent_views

preview_urls = [
    path("assets/<str:name>", desk_views.preview_asset),
    path("photos/<str:name>", desk_views.preview_photo),
]

admin_urls = [
    path("articles/<int:pk>/withdraw/", desk_views.withdraw_article, name="newsroom_withdraw"),
    path("articles/<int:pk>/urgent/", urgent_views.publish_urgent, name="newsroom_urgent"),
    path("press/", desk_views.press_report, name="newsroom_press"),
]
