"""Where the ticker desk is, below the newsroom's admin."""

from django.urls import path

from courant.ticker import desk_pages, desk_views

admin_urls = [
    path("ticker/", desk_views.show_desk, name="ticker_desk"),
    path("ticker/rows/", desk_views.rows, name="ticker_rows"),
    path("ticker/lines/<int:pk>/", desk_views.do, name="ticker_do"),
    path("ticker/lines/<int:pk>/change/", desk_views.change, name="ticker_change"),
    path("ticker/suggestions/<int:pk>/", desk_views.take, name="ticker_take"),
    path("ticker/settings/<int:pk>/", desk_pages.SettingsView.as_view(), name="ticker_settings"),
    path("ticker/of/<str:lang>/file/", desk_views.file, name="ticker_file"),
    path("ticker/of/<str:lang>/log/", desk_pages.log, name="ticker_log"),
    path("ticker/of/<str:lang>/preview/<str:motion>/", desk_pages.preview, name="ticker_preview"),
    path(
        "ticker/of/<str:lang>/preview/<str:motion>/lines/",
        desk_pages.preview_lines,
        name="ticker_preview_lines",
    ),
]
