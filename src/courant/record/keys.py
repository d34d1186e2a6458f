"""The names of the record's ingredients."""

SAID = "said:"


def said(person: int, lang: str) -> str:
    """What the newest page of a person shows of what they said in articles of one language."""
    return f"said:{person}/{lang}"


def said_in(person: int, lang: str, year: str) -> str:
    """What they said in one year."""
    return f"said:{person}/{lang}/{year}"


def said_about(person: int, lang: str, topic: int) -> str:
    """What they said in articles on one topic."""
    return f"said:{person}/{lang}/topic/{topic}"


def languages(person: int) -> str:
    """In articles of which languages somebody is quoted."""
    return f"said:{person}/languages"


def people(lang: str) -> str:
    """Who is quoted in articles of a language."""
    return f"people:{lang}"


def sayings(lang: str) -> str:
    """What was said last in articles of a language, as fronts show it."""
    return f"sayings:{lang}"


def person_of(key: str) -> int:
    """Return whose words a key is about; 0 for keys of anything else."""
    number = key.removeprefix(SAID).partition("/")[0] if key.startswith(SAID) else ""
    return int(number) if number.isdecimal() else 0
