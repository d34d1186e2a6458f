"""Names of files never pass for words, and words never for names of files."""

import pytest

from courant.exchange.wxr.leaks import (
    find_file_names,
    is_file_name,
    is_name_of,
    without_file_names,
)


@pytest.mark.parametrize(
    "text",
    [
        "IMG_1234", "ali-home-IMG_2231.jpg", "harbour-1024x768", "DSC00012", "dsc_0012",
        "dsc20050727_091048_222", "P1010101", "20210503_102211", "My holiday.JPG", "image001.png",
        "WhatsApp Image 2021-05-03 at 10.22.11", "WhatsApp Image 2021-05-03 at 10.22.11 AM.jpeg",
        "Screenshot 2021-05-03 at 10.22.11", "IMG-20210503-WA0012", "DSCN1234 (2)", "a-scaled",
        "view-e1588320000000", "بندر.jpg", "“IMG_1234.jpg”", "untitled", "PXL_20230101_120000000",
    ],
)  # fmt: skip
def test_names_of_files_are_known(text: str) -> None:
    assert is_file_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour", "1024x768", "The ferry, 2021", "Vid 2020", "A 4x4 car", "Photo: Ali", "video 2",
        "B52", "Covid 2020", "photo 2019", "image", "well-rotated crops", "node.js",
        "", "21.5.2020",
        "She opened report.pdf on the screen and read it to all of them", "v1.2.3", "openai.ai",
    ],
)  # fmt: skip
def test_words_are_not_names_of_files(text: str) -> None:
    assert not is_file_name(text)


def test_names_are_found_in_running_text_as_they_stand() -> None:
    text = "See IMG_1234 and (ali-home.jpg), taken in 2020. COVID-19, 2020x30, 3.14."

    assert find_file_names(text) == ("IMG_1234", "ali-home.jpg")


def test_a_caption_keeps_its_words_and_loses_the_names() -> None:
    text, names = without_file_names("The mayor (IMG_2231.jpg) at <b>home</b>")

    assert (text, names) == ("The mayor at <b>home</b>", ("IMG_2231.jpg",))
    assert without_file_names("<em>DSC_0012.JPG</em>") == ("", ("DSC_0012.JPG",))


def test_a_caption_that_says_no_more_than_the_file_is_its_name() -> None:
    assert is_name_of("Ali home", "ali-home")
    assert is_name_of("ALI_HOME-300x200", "https://x.example/uploads/ali-home.jpg")
    assert not is_name_of("Ali at home", "ali-home")
    assert not is_name_of("", "", "a")
