"""The sample as an editor meets it: every article could be published again as it stands."""

import pytest

from courant.exchange.sample.drawings import PICTURES
from courant.exchange.sample.load import _Loader
from courant.exchange.sample.read import read_sample
from courant.newsroom.checks import problems_of, problems_of_body
from courant.newsroom.models import ArticlePage, Correction, StandingPage
from courant.plant import clock
from courant.replies.models import Reply
from tests import paper

pytestmark = pytest.mark.django_db


def test_every_page_of_the_sample_may_be_published_as_it_stands() -> None:
    photo = paper.make_photo(rendered=False)
    loader = _Loader(read_sample(clock.now()))
    loader.photos = dict.fromkeys(PICTURES, photo)

    loader._fill()

    articles, standing = ArticlePage.objects.all(), StandingPage.objects.all()
    assert len(articles) > 40
    assert {page.title: found for page in articles if (found := problems_of(page))} == {}
    assert {page.title: found for page in standing if (found := problems_of_body(page.body))} == {}
    for change in Correction.objects.all():
        assert len(change.wording) == 1, f"{change}: it shows how the article read before"
    assert {"en", "fa", "nl"} == set(Correction.objects.values_list("lang", flat=True))
    assert not ArticlePage.objects.filter(updated_at__isnull=False, corrections=None).exists()
    replies = Reply.objects.values_list("thread__article__locale__language_code", flat=True)
    assert {"en", "fa", "nl"} <= set(replies)
    assert Reply.objects.filter(state="held").count() >= 3
    assert Reply.objects.filter(state="removed", answers__isnull=False).exists()
    assert Reply.objects.filter(origin="staff", parent__isnull=False).exists()
