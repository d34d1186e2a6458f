"""Pictures of the old site: what they knew stays behind, what is not there is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from PIL import Image

from courant.newsroom.models import ArticlePage, Photo
from courant.newsroom.services.photos import make_missing_renditions
from tests.exchange.wordpress.taking import bake_into, take, told, write_export
from tests.exchange.wxr.exports import make_item, make_meta
from tests.newsroom.photos.pictures import CANARY, make_exif, make_file

pytestmark = pytest.mark.django_db

SITE = "https://harbour.example"
LEAK = "ali-home-IMG_2231"


def attachment(number: int, name: str, *, title: str = "", caption: str = "") -> str:
    url = f"{SITE}/wp-content/uploads/2020/05/{name}"
    return make_item(
        f"<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>",
        post_id=f"{number}", post_type="attachment", status="inherit", content="",
        title=title or name, link=f"{SITE}/{name.partition('.')[0].lower()}/",
        attachment_url=url,
    )  # fmt: skip


def image(number: int, name: str, caption: str = "") -> str:
    return (
        f'[caption id="attachment_{number}" width="300"]<img class="wp-image-{number}" alt="" '
        f'src="{SITE}/wp-content/uploads/2020/05/{name}-300x200.jpg" /> {caption}[/caption]'
    )


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A post with four pictures, the leaking one as its main photo too."""
    text = "\n\n".join(
        ["The quay.", image(11, "harbour", "The harbour at dawn"), image(12, LEAK, LEAK),
         image(13, "gone", "No more"), image(14, "broken", "Never was")]
    )  # fmt: skip
    return write_export(
        tmp_path / "export.xml",
        attachment(11, "harbour.jpg"),
        attachment(12, f"{LEAK}.jpg", title=LEAK, caption=LEAK),
        attachment(13, "gone.jpg"),
        attachment(14, "broken.jpg"),
        make_item(make_meta("_thumbnail_id", "12"), post_id="7", content=text),
    )


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads" / "2020" / "05"
    folder.mkdir(parents=True)
    (folder / "harbour.jpg").write_bytes(make_file(exif=make_exif()))
    other = Image.new("RGB", (90, 60), "navy")
    (folder / f"{LEAK}.jpg").write_bytes(make_file(pixels=other, exif=make_exif(), comment=LEAK))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    return tmp_path / "uploads"


def all_bytes(folder: Path) -> Iterator[tuple[Path, bytes]]:
    yield from ((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())


def test_places_and_names_of_files_stay_behind_and_what_is_not_there_is_told(
    export: Path, uploads: Path, tmp_path: Path
) -> None:
    outcome = take(export, uploads=uploads)
    while make_missing_renditions():
        pass
    bake_into(tmp_path)

    assert Photo.objects.count() == 2
    article = ArticlePage.objects.get()
    assert article.photo is not None
    assert article.photo_caption == article.photo_alt == ""
    findings = told(outcome)["findings"]
    assert any("gone" in what for what in findings["missing file"])
    assert any(what.startswith("2020/05/broken.jpg") for what in findings["broken file"])
    assert LEAK in findings["file name in text"]
    pages = list(all_bytes(tmp_path / "edition"))
    assert any(b"The harbour at dawn" in data for _, data in pages)
    photos = [path for path, _ in pages if path.suffix in (".jpg", ".jpeg", ".webp", ".avif")]
    assert photos
    for path, data in [*pages, *all_bytes(Path(settings.MEDIA_ROOT))]:
        assert CANARY.encode() not in data, path
        assert LEAK.encode() not in data, path
        assert LEAK not in str(path)
        if path.suffix in (".jpg", ".jpeg"):
            with Image.open(path) as picture:
                assert not picture.getexif().get_ifd(0x8825), path


def test_a_dry_run_with_uploads_leaves_nothing_but_its_mapping(
    export: Path, uploads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    settings.HOME.run.mkdir(parents=True, exist_ok=True)
    (settings.HOME.run / "import.lock").touch()
    before = set(settings.HOME.root.rglob("*"))

    call_command("import_wordpress", str(export), uploads=uploads, dry_run=True, json=True)

    assert set(settings.HOME.root.rglob("*")) == before
    assert [path.name for path in here.iterdir()] == ["mapping.toml"]
    assert not Photo.objects.exists()
    assert not ArticlePage.objects.exists()
