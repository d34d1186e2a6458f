"""The rules, each by the sentence it is for."""

import pytest

from courant.record.proposing.cast import KnownPerson
from courant.record.proposing.places import Rule
from courant.record.proposing.proposals import Confidence, Proposal
from courant.record.proposing.reading import propose


def proposals(text: str, lang: str = "en", *known: KnownPerson) -> tuple[Proposal, ...]:
    return propose(text.split("\n"), lang, known)


def speakers(text: str, lang: str = "en", *known: KnownPerson) -> list[str]:
    return [one.speaker for one in proposals(text, lang, *known)]


@pytest.mark.parametrize(
    ("text", "lang", "speaker"),
    [
        ("“We wait,” said Ann Bell, the head of works.", "en", "Ann Bell"),
        ("“We wait,” Ann Bell told reporters.", "en", "Ann Bell"),
        ("“We wait,” said the council’s head of works, Ann Bell.", "en", "Ann Bell"),
        ("Dr. Ann Bell said the plan was “dead on arrival”.", "en", "Ann Bell"),
        ("The director, Ann Bell, called it “a mistake”.", "en", "Ann Bell"),
        ("According to Ann Bell, the wall is “as good as gone”.", "en", "Ann Bell"),
        ("The wall is “as good as gone”, according to Ann Bell.", "en", "Ann Bell"),
        ("“We wait,” Ann Bell, who lives nearby, told the paper.", "en", "Ann Bell"),
        ("“We wait,” recalled firefighter Dan Ogilvie.", "en", "Dan Ogilvie"),
        ("Ann Bell said she felt “abandoned”.", "en", "Ann Bell"),
        ("Mother-of-three Ann Bell said: “We wait.”", "en", "Ann Bell"),
        (
            "Verdediger Virgil van Dijk, die terugkeerde, zei: “Ik ben fit.”",
            "nl",
            "Virgil van Dijk",
        ),
        ("Nel Dol van GroenLinks meende dat het “wordt genegeerd”.", "nl", "Nel Dol"),
        ("‘We wachten’, zegt dijkgraaf Henk Terpstra.", "nl", "Henk Terpstra"),
        ("‘We wachten’, aldus Henk Terpstra.", "nl", "Henk Terpstra"),
        ("‘We wachten’, legde Henk Terpstra uit.", "nl", "Henk Terpstra"),
        ("Daarop zei Henk Terpstra dat dat “een wens” was.", "nl", "Henk Terpstra"),
        ("Henk Terpstra heeft de sluiting ‘een tand’ genoemd.", "nl", "Henk Terpstra"),
        ("Volgens Henk Terpstra is de dijk ‘veilig genoeg’.", "nl", "Henk Terpstra"),
        ("„Wir warten“, sagte Leiterin Petra Wenzel.", "de", "Petra Wenzel"),
        ("Laut Petra Wenzel ist der Keller „nass“.", "de", "Petra Wenzel"),
        ("« On attend », raconte Mathilde Roussel.", "fr", "Mathilde Roussel"),
        ("« On attend », a déclaré Mathilde Roussel.", "fr", "Mathilde Roussel"),
        ("« On attend », souligne le maire, Frédéric Laporte.", "fr", "Frédéric Laporte"),
        ("آقای کوربین گفته است: «صبر می‌کنیم.»", "fa", "کوربین"),
        ("پیتر ونسنت، آب‌شناس، گفت: «صبر می‌کنیم.»", "fa", "پیتر ونسنت"),
        ("وأكد مدير المركز، حسن دبوق، أن الحكم «باطل».", "ar", "حسن دبوق"),
        ("مهدی کاظمی گفت: «صبر می‌کنیم.»", "fa", "مهدی کاظمی"),
        ("مهدی کاظمی در صحن مجلس گفت: «صبر می‌کنیم.»", "fa", "مهدی کاظمی"),
        ("وکیل او، مهدی کاظمی، این حکم را «ناعادلانه» خواند.", "fa", "مهدی کاظمی"),
        ("به گفتهٔ مهدی کاظمی، این سد «مرده است».", "fa", "مهدی کاظمی"),
        ("«صبر می‌کنیم»، مهدی کاظمی در گفت‌وگو با ما گفت.", "fa", "مهدی کاظمی"),
        ("وقال رئيس البلدية حسن دبوق: «ننتظر.»", "ar", "حسن دبوق"),
        ("وبحسب حسن دبوق فإن الأمر «مسألة وقت».", "ar", "حسن دبوق"),
    ],
)
def test_who_is_named_beside_a_verb_of_saying_is_proposed(
    text: str, lang: str, speaker: str
) -> None:
    (proposal,) = proposals(text, lang)

    assert (proposal.speaker, proposal.is_speech) == (speaker, True)
    assert proposal.confidence is Confidence.HIGH


def test_a_proposal_says_which_words_it_relied_on() -> None:
    (proposal,) = proposals("“We wait,” said works chief Ann Bell on Monday.")

    assert proposal.why.rule is Rule.SAID
    assert proposal.why.words == "said works chief Ann Bell"
    assert proposal.written == "works chief Ann Bell"


def test_a_colon_after_a_name_is_enough() -> None:
    text = "Yara Hoekstra is huisarts. Hoekstra: “Dan mag ze komen.”"

    assert [(one.speaker, one.why.rule) for one in proposals(text, "nl")] == [
        ("Yara Hoekstra", Rule.COLON)
    ]


def test_both_halves_of_a_split_quotation_have_one_speaker() -> None:
    assert speakers("“I would,” said Ann Bell, “if I could.”") == ["Ann Bell"] * 2
    assert speakers("مینا صالحی آمد. «نه»، او گفت، «هرگز.»", "fa") == ["مینا صالحی"] * 2


def test_a_speech_goes_on_after_the_name() -> None:
    first, second = proposals("“We wait,” said Ann Bell. “We always wait.”")

    assert (second.speaker, second.why.rule) == (first.speaker, Rule.GOES_ON)
    assert second.confidence is Confidence.FAIR


def test_a_speech_over_paragraphs_keeps_its_speaker() -> None:
    text = "Ann Bell said: “One.\n“Two.\n“Three.” Tom Reed listened."

    assert speakers(text) == ["Ann Bell"] * 3


def test_a_verb_goes_for_all_quoted_words_of_its_sentence() -> None:
    assert speakers("Ann Bell called it “a mistake” and “a shame”.") == ["Ann Bell"] * 2
    assert speakers("Ann Bell said it was “small” but would be “ready soon”.") == ["Ann Bell"] * 2


def test_a_question_may_be_followed_by_who_asked_it() -> None:
    assert speakers("Tom Reed sat. “And the money?” Ann Bell asked.") == ["Ann Bell"]


@pytest.mark.parametrize(
    "text",
    [
        "« La roche parle, raconte Ahmed Benali, géologue. Il faut l’écouter. »",
        "Ahmed Benali sourit. « La roche parle, affirme-t-il. Il faut l’écouter. »",
    ],
)
def test_french_says_who_speaks_among_the_quoted_words(text: str) -> None:
    (proposal,) = proposals(text, "fr")

    assert (proposal.speaker, proposal.why.rule) == ("Ahmed Benali", Rule.WITHIN)


@pytest.mark.parametrize("verb", ["ironise-t-il", "a-t-il ajouté"])
def test_french_pronouns_follow_their_verbs(verb: str) -> None:
    assert speakers(f"Étienne Vidal rit. « Oui », {verb}.", "fr") == ["Étienne Vidal"]


def test_a_surname_means_who_was_named_in_full() -> None:
    assert speakers("Ann Bell came. “We wait,” Bell said. Mr Reed left.") == ["Ann Bell"]


def test_a_surname_with_particles_means_who_was_named_in_full() -> None:
    text = "Minister van Wonen Joost van Rhijn kwam. ‘Nee’, schrijft Van Rhijn."

    assert speakers(text, "nl") == ["Joost van Rhijn"]


def test_a_surname_may_be_a_trade() -> None:
    assert speakers("Kees Prins kwam. “Het is”, zegt Prins, “laat.”", "nl") == ["Kees Prins"] * 2


def test_mr_and_mrs_tell_apart_who_share_a_surname() -> None:
    text = "Ann Bell and Tom Bell came. “We wait,” Mr Bell said. “We do,” Mrs Bell said."

    assert speakers(text) == ["Tom Bell", "Ann Bell"]


def test_a_pronoun_means_the_last_whom_it_may_mean() -> None:
    text = "Ann Bell met Tom Reed. Reed shook his head. “No,” she said. “Yes,” he said."

    assert speakers("Ann Bell laughed. Tom Reed wept. “No,” she said.") == ["Ann Bell"]
    assert speakers(text)[-1] == "Tom Reed"


def test_an_office_means_who_holds_it() -> None:
    text = "Wethouder Fatima Amrani kwam. Henk Terpstra ook. ‘Nee’, aldus de wethouder."
    (proposal,) = proposals(text, "nl")

    assert (proposal.speaker, proposal.confidence) == ("Fatima Amrani", Confidence.FAIR)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ann Bell left. The council said it was “disappointed”.", "en"),
        ("Ann Bell left. “No comment,” a spokesman said.", "en"),
        ("Ann Bell left. “No,” said one of the diplomats.", "en"),
        ("Ann Bell left. “No,” Pecker said.", "en"),
        ("Ann Bell left. To which Trump replied, “No.”", "en"),
        ("Henk Terpstra ging. ‘Jammer’, vindt een buurman.", "nl"),
        ("مهدی کاظمی رفت. کانون نویسندگان در بیانیه‌ای نوشت: «نه.»", "fa"),
        ("مهدی کاظمی رفت. یکی از ساکنان به ما گفت: «نه.»", "fa"),
    ],
)
def test_who_is_not_named_is_nobody_else(text: str, lang: str) -> None:
    (proposal,) = proposals(text, lang)

    assert (proposal.speaker, proposal.is_speech) == ("", True)


def test_who_is_told_something_does_not_say_it() -> None:
    assert speakers("Ann Bell was told “next month” again.") == [""]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ann Bell staged “Three Sisters” last year.", "en"),
        ("Ann Bell lives at the old “Pump House”.", "en"),
        ("Ann Bell wrote a novel called “The Wall”.", "en"),
        ("Ann Bell runs the “green lane” scheme.", "en"),
        ("Wim Postma draaide de film ‘Casablanca’.", "nl"),
        ("De zogenoemde ‘cultuurmakelaar’ kwam niet.", "nl"),
        ("نویسندهٔ کتاب «خانه‌ای کنار ریل» آمد.", "fa"),
    ],
)
def test_titles_and_names_of_things_are_nobodys_words(text: str, lang: str) -> None:
    (proposal,) = proposals(text, lang)

    assert (proposal.speaker, proposal.is_speech) == ("", False)


def test_words_quoted_by_a_speaker_are_not_the_speakers() -> None:
    text = "“They told me ‘next month’ again,” said Ann Bell."

    assert speakers(text) == ["Ann Bell", ""]


def test_what_speakers_quote_of_themselves_is_theirs() -> None:
    assert speakers("“I asked him, ‘Where is it?’” said Ann Bell.") == ["Ann Bell"] * 2


def test_a_sentence_alone_is_the_words_of_whom_the_text_was_about_with_low_confidence() -> None:
    (proposal,) = proposals("Ann Bell apologised to them all.\n“They deserved better.”")

    assert (proposal.speaker, proposal.why.rule) == ("Ann Bell", Rule.NEAREST)
    assert proposal.confidence is Confidence.LOW


def test_a_known_person_is_proposed_in_full_where_the_text_gives_a_surname() -> None:
    known = KnownPerson(7, ("Ann Bell", "ان بل"))
    (proposal,) = proposals("“We wait,” Bell said.", "en", known)

    assert (proposal.speaker, proposal.key, proposal.written) == ("Ann Bell", 7, "Bell")
    assert speakers("“We wait,” Bell said.") == [""]


def test_who_is_named_in_full_in_the_text_goes_before_a_known_namesake() -> None:
    known = KnownPerson(7, ("Tom Bell",))

    (proposal,) = proposals("Ann Bell came. “We wait,” Bell said.", "en", known)

    assert (proposal.speaker, proposal.key) == ("Ann Bell", None)


def test_a_known_person_without_a_given_name_of_ours_is_known_in_any_script() -> None:
    known = KnownPerson(7, ("Xyli Qorvat", "زیلی قروت"))

    assert [one.key for one in proposals("زیلی قروت گفت: «نه.»", "fa", known)] == [7]


def test_spelling_with_arabic_letters_names_the_same_person() -> None:
    text = "مهدی کاظمی آمد. كاظمي گفت: «صبر می‌کنیم.»"

    assert speakers(text, "fa") == ["مهدی کاظمی"]


def test_dari_is_read_as_persian() -> None:
    assert speakers("مهدی کاظمی گفت: «صبر می‌کنیم.»", "prs-AF") == ["مهدی کاظمی"]


def test_a_language_without_words_of_ours_still_has_its_marks_found() -> None:
    assert len(proposals("Hon sade ”nej” och gick.", "sv-SE")) == 1
