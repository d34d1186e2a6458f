"""S6: no published photo carries anything but what an editor typed.  exiftool is the judge."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from courant.newsroom.photos.facts import PhotoFacts
from courant.newsroom.photos.intake import clean
from courant.newsroom.photos.renditions import make_renditions
from tests.newsroom.photos.pictures import CANARY, TELLING

FACTS = PhotoFacts(
    creator="Ada Bakker",
    credit="Ada Bakker / The Paper",
    copyright="© 2026 The Paper",
    licence="https://creativecommons.org/licenses/by/4.0/",
)
TYPED = {
    "XMP-dc:Creator": FACTS.creator,
    "XMP-dc:Rights": FACTS.copyright,
    "XMP-photoshop:Credit": FACTS.credit,
    "XMP-xmpRights:WebStatement": FACTS.licence,
}
# What a decoder needs, as exiftool names it.  Nothing here can hold a word of anybody's.
STRUCTURE = {
    "File": "FileType FileTypeExtension MIMEType ImageWidth ImageHeight EncodingProcess "
    "BitsPerSample ColorComponents YCbCrSubSampling",
    "JFIF": "JFIFVersion ResolutionUnit XResolution YResolution",
    "PNG": "ImageWidth ImageHeight BitDepth ColorType Compression Filter Interlace",
    "RIFF": "WebP_Flags ImageWidth ImageHeight VP8Version HorizontalScale VerticalScale "
    "AlphaIsUsed AlphaPreprocessing AlphaFiltering AlphaCompression",
    "QuickTime": "MajorBrand MinorVersion CompatibleBrands HandlerType ImageSpatialExtent "
    "ImagePixelDepth AV1ConfigurationVersion ChromaFormat ChromaSamplePosition ColorProfiles "
    "ColorPrimaries TransferCharacteristics MatrixCoefficients MediaDataSize MediaDataOffset "
    "MediaData HighBitDepth TwelveBit SeqProfile SeqLevelIdx0 SeqTier0 "
    "InitialDelaySamples",
    "Meta": "PrimaryItemReference",
}
ALLOWED = {f"{group}:{tag}" for group, tags in STRUCTURE.items() for tag in tags.split()}
NOT_IN_THE_FILE = ("SourceFile", "ExifTool:", "System:", "Composite:")


def tags_of(directory: Path) -> dict[str, dict[str, object]]:
    """Have exiftool read every file of a directory, by name, what it does not know included."""
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed (Debian: libimage-exiftool-perl)")
    command = ["exiftool", "-json", "-G1", "-a", "-u", "-ee", str(directory)]
    told = subprocess.run(command, capture_output=True, check=True)
    return {
        Path(file["SourceFile"]).name: {
            tag: value for tag, value in file.items() if not tag.startswith(NOT_IN_THE_FILE)
        }
        for file in json.loads(told.stdout)
    }


def publish(kind: str, directory: Path, facts: PhotoFacts = FACTS) -> None:
    """Take a telling file in, store it, render it."""
    photo = clean(TELLING[kind]())
    original = directory / photo.name
    original.write_bytes(photo.data)
    make_renditions(original, directory, facts)


@pytest.fixture(scope="module", params=TELLING)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with all that was made of a telling file."""
    directory = tmp_path_factory.mktemp(request.param)
    publish(request.param, directory)
    return directory


def test_no_published_file_says_more_than_the_editor(published: Path) -> None:
    for name, tags in tags_of(published).items():
        is_rendition = "-" in name
        assert {tag: value for tag, value in tags.items() if tag not in ALLOWED} == (
            TYPED if is_rendition else {}
        )


def test_not_one_byte_of_what_the_file_said_comes_through(published: Path) -> None:
    files = [path.read_bytes() for path in published.iterdir()]

    assert len(files) > 2
    assert not [data for data in files if CANARY.encode() in data]


def test_the_judges_would_see_it(tmp_path: Path) -> None:
    """The control: the same files as they came are full of what must not be there."""
    for kind, make in TELLING.items():
        (tmp_path / kind).write_bytes(make())

    assert all(CANARY.encode() in path.read_bytes() for path in tmp_path.iterdir())
    for tags in tags_of(tmp_path).values():
        assert not tags.keys() <= ALLOWED | TYPED.keys()


def test_where_the_editor_typed_nothing_the_file_says_nothing(tmp_path: Path) -> None:
    publish("JPEG", tmp_path, PhotoFacts())

    assert all(tags.keys() <= ALLOWED for tags in tags_of(tmp_path).values())
