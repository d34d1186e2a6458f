"""Settings: from the home's file and the environment over it; bad ones are refused in words."""

from pathlib import Path

import pytest

from courant.plant.config import ConfigError, read_config


def write(home: Path, text: str) -> None:
    (home / "courant.toml").write_text(text, "utf-8")


def test_a_house_needs_no_settings(tmp_path: Path) -> None:
    config = read_config({}, tmp_path)

    assert config.home == tmp_path
    assert config.public_root == "http://127.0.0.1:8000"
    assert config.newsroom_root == "http://localhost:8001"
    assert config.public_hosts == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}


def test_the_environment_stands_above_the_file_and_the_file_above_what_is_usual(
    tmp_path: Path,
) -> None:
    write(tmp_path, "port = 8100\nnewsroom_port = 8101\nallowed_hosts = ['a.example']\n")

    config = read_config({"COURANT_PORT": "8200"}, tmp_path)

    assert (config.port, config.newsroom_port, config.host) == (8200, 8101, "127.0.0.1")
    assert config.allowed_hosts == ("a.example",)


def test_the_home_named_by_a_command_stands_above_the_environment(tmp_path: Path) -> None:
    environ = {"COURANT_HOME": "/elsewhere"}

    assert read_config(environ, tmp_path).home == tmp_path
    assert read_config(environ).home == Path("/elsewhere")


def test_a_home_is_told_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert read_config({"COURANT_HOME": ""}).home == tmp_path / "paper"


def test_variables_of_others_are_left_alone(tmp_path: Path) -> None:
    environ = {"PATH": "/bin", "COURANT_CRASH_AT": "press.after-claim", "COURANT_CHROME": "chrome"}

    assert read_config(environ, tmp_path).port == 8000


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("COURANT_PROT", "1", "COURANT_PROT is not a variable that Courant knows."),
        ("COURANT_PROT", "1", "Did you mean COURANT_PORT?"),
        ("COURANT_WEATHER", "fine", "COURANT_WEATHER is not a variable that Courant knows."),
        ("COURANT_PORT", "http", "COURANT_PORT is 'http'; it must be a whole number from 1 to"),
        ("COURANT_PORT", "0", "COURANT_PORT is '0'"),
        ("COURANT_PORT", "65536", "COURANT_PORT is '65536'"),
        ("COURANT_PORT", "²", "COURANT_PORT is '²'"),
        ("COURANT_SECOND_FACTOR_REQUIRED", "maybe", "is 'maybe'; it must be yes or no"),
        ("COURANT_PUBLIC_URL", "courant.example", "such as https://courant.example"),
        ("COURANT_PUBLIC_URL", "https://courant.example/paper/", "a web address without a path"),
        ("COURANT_NEWSROOM_URL", "ftp://courant.example", "must be a web address"),
        ("COURANT_DATABASE_URL", "mysql://host/name", "must start with postgresql://"),
    ],
)
def test_a_variable_that_cannot_be_used_is_refused(
    tmp_path: Path, variable: str, value: str, words: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        read_config({variable: value}, tmp_path)

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prot = 1", "prot is not a setting in"),
        ("prot = 1", "Did you mean port?"),
        ("home = '/x'", "home is not a setting in"),
        ("port = 'http'", "port is 'http'; it must be a whole number"),
        ("port = ", "cannot be read"),
        ("[port]\nx = 1", "port is"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, words: str) -> None:
    write(tmp_path, text)

    with pytest.raises(ConfigError) as refused:
        read_config({}, tmp_path)

    assert words in str(refused.value)


def test_a_file_that_is_not_text_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "courant.toml").write_bytes(b"host = '\xff'")

    with pytest.raises(ConfigError, match=r"courant\.toml cannot be read"):
        read_config({}, tmp_path)


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("false", False)])
def test_yes_and_no_may_be_written_as_toml_does(tmp_path: Path, written: str, meant: bool) -> None:
    write(tmp_path, f"second_factor_required = {written}")

    assert read_config({}, tmp_path).second_factor_required is meant


def test_the_kiosk_answers_to_the_public_host_and_to_those_allowed(tmp_path: Path) -> None:
    environ = {
        "COURANT_PUBLIC_URL": "https://courant.example/",
        "COURANT_ALLOWED_HOSTS": "www.courant.example, courant.onion,",
    }

    config = read_config(environ, tmp_path)

    assert config.public_root == "https://courant.example"
    assert {"courant.example", "www.courant.example", "courant.onion"} < config.public_hosts
