"""Where the replies queue is, below the newsroom's admin."""

from django.urls import path

from courant.replies import notice_views, queue_views, thread_views, word_views

admin_urls = [
    path("replies/", queue_views.show, name="replies_queue"),
    path("replies/do/", queue_views.do, name="replies_do"),
    path("replies/undo/", queue_views.undo, name="replies_undo"),
    path("replies/look/", queue_views.look, name="replies_look"),
    path("replies/thread/<int:number>/", thread_views.show, name="replies_thread"),
    path("replies/mail/", notice_views.show, name="replies_notices"),
    path("replies/words/try/", word_views.try_words, name="replies_try_words"),
]
