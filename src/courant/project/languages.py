"""The languages a paper may be written in: BCP 47 codes, each by its English name.

A broad list on purpose: the newsrooms Courant is for write in languages that Django's own list
leaves out.  English stands first because Wagtail takes the first as the default of a new tree;
which languages a paper has is the masthead's choice.
"""

from typing import Any

from django.conf.locale import LANG_INFO

LANGUAGES: list[tuple[str, str]] = [
    ("en", "English"),
    ("nl", "Dutch"),
    ("fa", "Persian"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    # A region decides how months are called (يناير, كانون الثاني, جانفي) and which digits stand.
    ("ar-dz", "Arabic (Algeria)"),
    ("ar-eg", "Arabic (Egypt)"),
    ("ar-iq", "Arabic (Iraq)"),
    ("ar-jo", "Arabic (Jordan)"),
    ("ar-lb", "Arabic (Lebanon)"),
    ("ar-ma", "Arabic (Morocco)"),
    ("ar-ps", "Arabic (Palestine)"),
    ("ar-sy", "Arabic (Syria)"),
    ("ar-tn", "Arabic (Tunisia)"),
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("bo", "Tibetan"),
    ("ca", "Catalan"),
    ("ckb", "Central Kurdish"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gl", "Galician"),
    ("ha", "Hausa"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("ht", "Haitian Creole"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("ko", "Korean"),
    ("ku", "Kurmanji Kurdish"),
    ("ky", "Kyrgyz"),
    ("lo", "Lao"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("mn", "Mongolian"),
    ("mr", "Marathi"),
    ("ms", "Malay"),
    ("my", "Burmese"),
    ("nb", "Norwegian Bokmål"),
    ("ne", "Nepali"),
    ("om", "Oromo"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("prs", "Dari"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("pt-br", "Brazilian Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("rw", "Kinyarwanda"),
    ("sd", "Sindhi"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("tg", "Tajik"),
    ("th", "Thai"),
    ("ti", "Tigrinya"),
    ("tk", "Turkmen"),
    ("tr", "Turkish"),
    ("ug", "Uyghur"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("zh-hans", "Simplified Chinese"),
    ("zh-hant", "Traditional Chinese"),
]

# Those of the list that are written from right to left (Unicode CLDR, script metadata).
RIGHT_TO_LEFT = ["ar", "ckb", "fa", "he", "prs", "ps", "sd", "ug", "ur"]


def introduce_to_django() -> None:
    """Tell Django of the languages it does not know, or asking for their names raises KeyError."""
    for code, name in LANGUAGES:
        info: dict[str, Any] = {
            "bidi": code.partition("-")[0] in RIGHT_TO_LEFT,
            "code": code,
            "name": name,
            "name_local": name,
        }
        LANG_INFO.setdefault(code, info)
