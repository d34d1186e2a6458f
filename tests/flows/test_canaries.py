"""Nobody's email or network address is anywhere in plain form (SECURITY S7).

Canaries, one for each way by which an address can come, are sent through every path; then each
byte below the home, of every log and of every mail is searched.  What counts as found: a canary's
local part, domain or network in any spelling of ``spellings``, or a hash of the whole of it that
needs no key.  One place is rightful: the addressee of the one mail that was asked for.
"""

import gzip
import json
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import httpx
import pytest

from courant.plant.edition.files import RULES_FILE
from courant.plant.letterbox.collecting import Collector
from tests.exchange.wxr.exports import make_comment, make_export, make_item, make_meta
from tests.flows.companies import Company
from tests.flows.editors import Editor
from tests.flows.postmen import Postman, postman
from tests.flows.readers import Reader
from tests.flows.spellings import Found, Search, spellings, written
from tests.kiosk.asking import Reply
from tests.kiosk.letters.writers import Form, Page
from tests.project.house import eventually

ARTICLE = "/town/bridge/"
LOOKED_SECONDS = 4.2
STEM, DOMAIN = "kanarienvogel", "voliere"  # in the local part and the domain of every canary
SHIBBOLETH = "schibboleth"  # in every text: it is stored, so the search must find it
ONION = "courantpaperxyz.onion"
CHIEF = "chief@desk.example"  # of the newsroom, which gets the digests
NETWORKS = ("198.51.100.", "127.66.77.", "2001:db8:5ca1", "2001:0db8:5ca1")
ENDED = ("work", "kiosk")  # processes that are killed on the way
PEER = "127.66.77.88"  # where our readers really connect from
LOUD = """
import sys
from courant.kiosk import serve
from courant.project import logs
command_for, logging_config = serve.command_for, logs.logging_config
serve.command_for = lambda config: [
    "debug" if word == "warning" else word for word in command_for(config)
]
logs.logging_config = lambda: logging_config() | {
    "root": {"handlers": ["stderr"], "level": "DEBUG"}, "loggers": {}
}
from courant.project.cli import main
sys.exit(main(sys.argv[1:]))
"""


class LoudCompany(Company):
    """Processes whose logs hold everything down to "debug"."""

    program = (sys.executable, "-c", LOUD)


@dataclass
class Canaries:
    """Those that were sent."""

    emails: list[str] = field(default_factory=list)
    networks: list[str] = field(default_factory=list)

    def email(self, way: str) -> str:
        self.emails.append(f"{way}.{STEM}@{way}.{DOMAIN}.example")
        return self.emails[-1]

    def headers(self, host: str = "") -> dict[str, str]:
        """Return every header that tells where somebody is, or who."""
        number = len(self.networks) + 1
        v4 = [f"198.51.100.{number + n}" for n in range(4)]
        v6 = [f"2001:db8:5ca1:{number + n:x}::77" for n in range(3)]
        self.networks += v4 + v6
        told = {
            "X-Real-IP": v4[0] if number % 2 else v6[0],
            "X-Forwarded-For": f"{v4[1]}, {v6[1]}",
            "Forwarded": f'for={v4[2]};by="[{v6[2]}]:443"',
            "Via": f"1.1 {v4[3]}",
            "CF-Connecting-IP": v4[0],
            "True-Client-IP": v6[0],
            "From": self.email(f"from{number}"),
            "User-Agent": f"Mozilla/5.0 ({self.email(f'agent{number}')})",
            "Cookie": f"comment_author_email={self.email(f'cookie{number}')}",
        }
        return told | ({"Host": host} if host else {})

    def search(self) -> Search:
        return Search([STEM, DOMAIN, *NETWORKS], whole=[*self.emails, *self.networks, PEER])


@dataclass
class House:
    """A newsroom with an article, readers who leave addresses, and where all of it is."""

    company: Company
    editor: Editor
    mail: Postman
    canaries: Canaries
    said: list[tuple[str, bytes]] = field(default_factory=list)  # by commands

    @property
    def home(self) -> Path:
        return self.company.home

    def client(self, onion: bool = False) -> httpx.Client:
        """Somebody from a network of their own."""
        return httpx.Client(
            base_url=f"http://127.0.0.1:{self.company.port}",
            headers=self.canaries.headers(ONION if onion else ""),
            transport=httpx.HTTPTransport(local_address=PEER),
            timeout=30,
        )

    def look(self, client: httpx.Client, **fields: str) -> tuple[str, httpx.Response]:
        """Fill in the form under the article; return where it went and the check page."""
        asked = reply_form(client)
        told = {"name": "Ada", "text": f"{SHIBBOLETH} {time.monotonic_ns():x}"} | fields
        return asked.action, client.post(asked.action, data=asked.fields | told)

    def say(self, client: httpx.Client, **fields: str) -> str:
        """Write a reply, look at it, send it; return its receipt's address."""
        action, checked = self.look(client, **fields)
        assert checked.status_code == 200, checked.text
        assert fields.get("email", "\0") not in checked.text, "an address goes on unsealed"
        return self.send(client, f"{action}/send", checked)

    def send(self, client: httpx.Client, action: str, checked: httpx.Response) -> str:
        time.sleep(LOOKED_SECONDS)
        sent = client.post(action, data=page(checked).form(action).fields)
        assert sent.status_code == 303, sent.text
        return sent.headers["location"].partition("?")[0]

    def held(self, text: str) -> int:
        """Wait until a reply is in the queue; return its number."""
        assert eventually(lambda: text in self.editor.open("/admin/replies/").text)
        queue = self.editor.open("/admin/replies/").text
        return max(map(int, re.findall(r'id="row-(\d+)"', queue[: queue.index(text)])))

    def collected(self) -> bool:
        return eventually(lambda: Collector(self.home / "letterbox").count()[0] == 0)

    def run(self, *words: str, status: int) -> None:
        """Run a command; keep what it says."""
        command = [*LoudCompany.program, *words]
        done = subprocess.run(
            command, env=self.company.environ, cwd=self.home.parent, capture_output=True,
            timeout=150, check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stderr.decode()
        self.said.append((" ".join(words[:2]), done.stdout + done.stderr))

    def logs(self) -> Iterator[tuple[str, bytes]]:
        for name in ("kiosk", "newsroom", "work"):
            yield f"log of {name}", self.company.said(name).encode()
        yield from self.said


@contextmanager
def house_at(home: Path) -> Iterator[House]:
    with postman() as mail:
        running = LoudCompany(home)
        running.environ |= {
            "COURANT_ALLOWED_HOSTS": ONION,
            "COURANT_MAIL_URL": mail.url,
        }
        try:
            running.start("kiosk", "newsroom", "work")
            with Editor(running.newsroom_port) as editor:
                editor.begin((home / "keys" / "first-password").read_text().strip())
                yield House(running, editor, mail, Canaries())
        finally:
            running.end()


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_address_is_anywhere(home: Path) -> None:
    with house_at(home) as house:
        private = open_the_paper(house)
        told = house.canaries.email("told")
        replies_of_all_lanes(house, told)
        bad_input(house)
        letters_that_wait(house)
        mails(house, private, told)
        an_old_site(house)
        a_crash(house)
        assert house.collected()

        search = house.canaries.search()
        check_the_search_looks_everywhere(house)
        found = search.home(house.home) + in_logs(search, house) + in_mails(search, house, told)
        house.company.end()
        found += search.home(house.home) + in_logs(search, house)
        assert found == []
        check_the_search_finds(search, house)


def open_the_paper(house: House) -> str:
    """Publish an article, ask readers for emails, make a seal; return its private key."""
    editor = house.editor
    desk, topic = editor.make_desk("Town", "town"), editor.make_topic("Tides")
    editor.write(desk, "The bridge", slug="bridge", topic=topic)
    made = press(editor, "make")
    rules = editor.open("/admin/settings/replies/replyrules/")
    editor.fill(rules, email="optional", is_on="on")
    reader = Reader(house.company.port)
    assert eventually(lambda: reader.finds('name="email"', ARTICLE))
    found = re.search(r"<pre><code>([^<]+)</code></pre>", made)
    assert found
    return found[1]


def press(editor: Editor, act: str, **fields: str) -> str:
    """Press a button of the page about mails."""
    return editor.fill(editor.open("/admin/replies/mail/"), act=act, **fields).text


def replies_of_all_lanes(house: House, told: str) -> None:
    """Send replies over clearnet and onion; change, stop, report and withdraw them."""
    canaries = house.canaries
    with house.client() as ann:
        house.say(ann, text=f"{SHIBBOLETH}, tell me of answers", email=told)
    with house.client() as ben:
        receipt = house.say(ben, email=canaries.email("changed"), website=canaries.email("trap"))
        assert house.collected()
        seen = ben.get(receipt, params={"email": canaries.email("query")})
        checked = ben.post(f"{receipt}/change", data={"text": f"{SHIBBOLETH} again", "name": "Ben"})
        assert checked.status_code == 200, seen.text
        house.send(ben, f"{receipt}/change", checked)
        for act in ("stop", "withdraw"):
            sure = ben.get(f"{receipt}/{act}")
            fields = page(sure).form(f"{receipt}/{act}").fields
            assert ben.post(f"{receipt}/{act}", data=fields).status_code == 303
    with house.client(onion=True) as cem:
        house.say(cem, text=f"{SHIBBOLETH}, from the onion", email=canaries.email("onion"))
    number = house.held("tell me of answers")
    house.editor.decide("publish", number)
    with house.client() as dee:
        form = page(dee.get(f"/-/report/{number}", params={"page": ARTICLE})).forms[-1]
        report = form.fields | {"reason": "other", "words": SHIBBOLETH}
        assert dee.post(form.action, data=report).status_code == 303


def bad_input(house: House) -> None:
    """Send what is refused, each with an address in it; all is told to its sender alone."""
    email = house.canaries.email
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with house.client() as eve:
        action, wrong = house.look(eve, email=email("wrong").replace("@", "@@"))
        assert wrong.status_code == 422
        assert STEM in wrong.text, "what was typed is shown to who typed it"
        for name in ("text", "name", "answers", "pass", "token", "page", email("field")):
            house.look(eve, **{name: f"{email('misplaced')}\u202e"})
        bodies = {
            400: f"email={email('latin')}".encode() + b"&text=\xff\xfe",
            413: f"email={email('long')}&text=".encode() + b"x" * 70_000,
        }
        for status, body in bodies.items():
            assert eve.post(action, content=body, headers=form).status_code == status
        multipart = {"email": (None, email("multipart"))}
        assert eve.post(action, files=multipart).status_code == 415
        for path in (ARTICLE, "/-/replies/1", "/-/health", "/", "/nowhere/", "/-/ticker/xx"):
            eve.get(path, params={"email": email("asked")})
        eve.get(f"/by/{email('path')}/")
        eve.request("DELETE", f"{action}?email={email('method')}")
        token = f"v1.{email('token')}"
        tampered = {"page": ARTICLE, "token": token, "email": email("tampered")}
        assert eve.post(f"{action}/send", data=tampered).status_code in (403, 422)
    cut_off = f"POST {action} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nemail={email('cut')}"
    lines = [f"GET /{email('line')} HTTP/9\r\n\r\n", f"{email('garbage')}\r\n\r\n", cut_off,
             "GET / HTTP/1.1\r\nX: " + email("header") * 900]  # fmt: skip
    for line in lines:
        address = ("127.0.0.1", house.company.port)
        with socket.create_connection(address, 10, (PEER, 0)) as raw, suppress(OSError):
            raw.sendall(line.encode())
            raw.settimeout(1)
            raw.recv(1000)
    visitor = f"http://127.0.0.1:{house.company.newsroom_port}"
    for path in ("/", "/admin/", f"/nowhere?email={email('visitor')}"):
        httpx.post(
            visitor + path, data={"email": email("posted")}, headers=house.canaries.headers()
        )


def letters_that_wait(house: House) -> None:
    """Search while letters lie in the letterbox."""
    house.company.kill("work")
    with house.client() as fay:
        house.say(fay, text=f"{SHIBBOLETH} waits", email=house.canaries.email("waiting"))
    house.company.kill("kiosk")  # no goodbye, with a letter in hand
    found = house.canaries.search().home(house.home)
    assert found == []
    places = {one.place for one in Search([SHIBBOLETH]).home(house.home)}
    assert any(place.startswith("letterbox/") for place in places)
    house.said += [
        (f"first {name}", house.company.said(name).encode()) for name in ("work", "kiosk")
    ]
    house.company.start("kiosk", "work")


def mails(house: House, private: str, told: str) -> None:
    """Answer who asked to be told; have the moderators told of what waits."""
    number = published(house)
    stranger = seal_what_no_mail_can_have(house)
    house.editor.decide("answer", number, answer=f"{SHIBBOLETH}, we answer.")
    house.editor.decide("publish", stranger)
    house.editor.decide("answer", stranger, answer=f"{SHIBBOLETH}, you too.")
    sent = press(house.editor, "unlock", key=private)
    assert "1 sent" in sent
    assert "no address that a mail can go to" in press(house.editor, "send")
    [notice] = [mail for mail in house.mail.mails if told in mail.to]
    stop = notice.message["List-Unsubscribe"].strip("<>")
    address = stop.removeprefix("http://127.0.0.1:").partition("/")[2]
    with house.client() as ann:
        clicked = ann.post(f"/{address}", data={"List-Unsubscribe": "One-Click"})
        assert clicked.status_code == 200
    with closing(sqlite3.connect(house.home / "courant.sqlite3", timeout=20)) as database:
        database.execute("UPDATE staff_staff SET email = ?", [CHIEF])
        database.commit()
    press(house.editor, "digest", wants="1")
    assert eventually(lambda: [mail for mail in house.mail.mails if CHIEF in mail.to])


def published(house: House) -> int:
    """Return the number of the reply whose writer wants to be told."""
    question = "SELECT id FROM replies_reply WHERE text LIKE '%tell me of answers%'"
    with closing(sqlite3.connect(house.home / "courant.sqlite3", timeout=20)) as database:
        return int(database.execute(question).fetchone()[0])


def seal_what_no_mail_can_have(house: House) -> int:
    """Send a reply by a kiosk of an older release, which took such addresses; return its number."""
    from courant.plant.sealing import seal

    with closing(sqlite3.connect(house.home / "courant.sqlite3", timeout=20)) as database:
        [[key]] = database.execute("SELECT seal FROM replies_replyrules").fetchall()
    sealed = seal(f"[{house.canaries.email('brackets')}", key)
    with house.client() as gil:
        house.say(gil, text=f"{SHIBBOLETH}, no mail can reach me", sealed=sealed)
    return house.held("no mail can reach me")


def an_old_site(house: House) -> None:
    """Take in an export full of addresses, with writers kept; then a broken one."""
    email, networks = house.canaries.email, house.canaries
    comments = [
        make_comment(
            make_meta("akismet_history", email("meta"), of="comment"), id=str(number),
            author=email("author") if number == 3 else "Mina", author_email=email("old"),
            author_IP=networks.headers()["CF-Connecting-IP"], user_id="1" if number == 4 else "0",
            author_url=f"https://{email('url')}/", content=f"{SHIBBOLETH} of old", approved="1",
        )
        for number in range(2, 6)
    ]  # fmt: skip
    post = make_item("".join(comments) + make_meta("_reply_to", email("postmeta")), post_id="7")
    whole = make_export(
        "<wp:author><wp:author_login>mina</wp:author_login>"
        f"<wp:author_email>{email('staff')}</wp:author_email></wp:author>",
        post,
    ).getvalue()
    folder = house.home.parent
    (folder / "export.xml").write_bytes(whole)
    (folder / "broken.xml").write_bytes(whole[:-30])
    house.run("import", "wordpress", "export.xml", "--dry-run", status=0)
    house.said.append(("mapping.toml", (folder / "mapping.toml").read_bytes()))
    house.run("import", "wordpress", "broken.xml", "--keep-writers", status=2)
    house.run("import", "wordpress", "export.xml", "--keep-writers", "--json", status=0)
    house.run("import", "wordpress", "broken.xml", "--repair", "--keep-writers", status=0)
    taken = "SELECT count(*) FROM replies_reply WHERE by_pass_id IS NOT NULL AND origin = 'import'"

    def count() -> int:
        with closing(sqlite3.connect(house.home / "courant.sqlite3", timeout=20)) as database:
            return int(database.execute(taken).fetchone()[0])

    assert eventually(count) >= 2


def a_crash(house: House) -> None:
    """Break what the kiosk reads, so that it fails with an address in hand."""
    rules = house.home / "edition" / RULES_FILE
    kept = rules.read_bytes()
    told = json.loads(kept)
    for paper in told["papers"].values():
        paper["accent"] = ["no colour"]
    with house.client() as hal:
        form = reply_form(hal)
        rules.write_text(json.dumps(told))
        for email in (house.canaries.email("crash"), house.canaries.email("crash2") + "@"):
            fields = {"text": f"{SHIBBOLETH} crash", "name": "Hal", "email": email}
            failed = hal.post(form.action, data=form.fields | fields)
            assert failed.status_code == 500
        rules.write_bytes(kept)
    assert "Traceback" in house.company.said("kiosk")


def in_logs(search: Search, house: House) -> list[Found]:
    return [found for place, data in house.logs() for found in search.bytes(place, data)]


def in_mails(search: Search, house: House, told: str) -> list[Found]:
    """Search the mails; what was asked for may name its addressee, in one line of its head."""
    found = []
    for mail in house.mail.mails:
        head, _, body = mail.data.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if line != f"To: {told}".encode()]
        found += search.bytes(f"mail to {mail.to}", b"\r\n".join([*lines, b"", body]))
    return found


def check_the_search_looks_everywhere(house: House) -> None:
    """What is rightly stored is found by the same search in each kind of place."""
    places = {found.place for found in Search([SHIBBOLETH]).home(house.home)}
    article = f"edition{ARTICLE}index.html"
    wanted = {"courant.sqlite3, dumped", article, f"{article}.br, unpacked",
              f"{article}.gz, unpacked"}  # fmt: skip
    assert wanted <= places
    assert '"level": "debug"' in house.company.said("newsroom")


def check_the_search_finds(search: Search, house: House) -> None:
    """Put canaries into the home: each is found, however it is written and packed."""
    email, network = house.canaries.emails[0], house.canaries.networks[0]
    control = house.home / "run" / "control"
    control.mkdir()
    for word in (email, network):
        for name, needle in written(word).items():
            packed = brotli.compress(b"some " + needle + b" more")
            (control / f"{len(list(control.iterdir()))} {name}.br").write_bytes(packed)
    places = {found.place.partition(", ")[0] for found in search.home(house.home)}
    assert places == {f"run/control/{path.name}" for path in control.iterdir()}


def reply_form(client: httpx.Client) -> Form:
    """Return the form under the article."""
    forms = page(client.get(ARTICLE)).forms
    return next(form for form in forms if form.action.startswith("/-/replies/"))


def page(answer: httpx.Response) -> Page:
    return Page(Reply(answer.status_code, dict(answer.headers), answer.content))


@pytest.mark.parametrize("word", [f"old.{STEM}@old.{DOMAIN}.example", "198.51.100.7"])
@pytest.mark.parametrize("ending", ["", ".gz", ".br"])
def test_the_search_finds_what_is_there(tmp_path: Path, word: str, ending: str) -> None:
    pack = {"": bytes, ".gz": gzip.compress, ".br": brotli.compress}[ending]
    search = Search([STEM, NETWORKS[0]], whole=[word])
    for name, needle in written(word).items():
        (tmp_path / f"hidden{ending}").write_bytes(pack(b"some " + needle + b" more"))
        assert search.home(tmp_path), name


def test_the_search_finds_what_a_database_holds_and_a_file_is_called(tmp_path: Path) -> None:
    search = Search([STEM])
    with closing(sqlite3.connect(tmp_path / "some.sqlite3")) as database:
        database.execute("CREATE TABLE letter (text)")
        assert search.home(tmp_path) == []
        database.execute("INSERT INTO letter VALUES (?)", ["x" * 9000 + STEM])
        database.commit()
    assert {one.place for one in search.home(tmp_path)} >= {"some.sqlite3, dumped"}
    (tmp_path / "some.sqlite3").unlink()
    (tmp_path / f"mail-{STEM}").touch()
    assert [one.spelling for one in search.home(tmp_path)] == ["plain"]
    assert spellings("a")["plain"] == b"a"
