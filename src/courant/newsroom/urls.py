"""What previews show, served by the newsroom itself: style sheets, photos, documents."""

from django.urls import path

from courant.newsroom import desk_views, people_admin

preview_urls = [
    path("assets/<str:name>", desk_views.preview_asset),
    path("photos/<str:name>", desk_views.preview_photo),
]

admin_urls = [
    path("articles/<int:pk>/withdraw/", desk_views.withdraw_article, name="newsroom_withdraw"),
    path("people/<int:pk>/merge/", people_admin.merge_person, name="newsroom_merge_person"),
    path("press/", desk_views.press_report, name="newsroom_press"),
]
