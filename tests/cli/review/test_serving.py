"""A page served to this machine alone: what is accepted on it is written, and nobody else is answered."""

from __future__ import annotations

import json
import os
import re
import threading
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.browser import browser
from validator.cli import UsageError, main
from validator.cli.review.serving import MARK, Decision, Served, Waiving, decisions, server

DECISION = {"code": "CA101", "figures": [["a \"b\" @ c", "1"], ["d\u0001", "2.5"]], "reason": "so it is",
            "by": "A. Reviewer", "until": "2999-12-31"}  # fmt: skip
TABLE = """(in thousands of US dollars)

| Year ended December 31, | 2024 | 2023 | 2022 |
|---|---|---|---|
| Products | 800 | 700 | 600 |
| Services | {services} | 380 | 300 |
| Net sales | 1,200 | 1,080 | 900 |
"""


class Here:
    """A server under test: what it is asked, and what it was told to make."""

    def __init__(self, folder):
        self.made = []
        self.waiving = Waiving(str(folder / "waivers.toml"))
        self.report = folder / "report"
        self.report.write_text("1")
        self.served = Served(self._make, self.waiving)
        self.server, self.address = server(self.served)
        _, _, self.host, self.token, _ = self.address.split("/")
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _make(self, version, made):
        self.made.append((version, made))
        return f"page {version}".encode(), [str(self.report), self.waiving.path]

    def ask(self, method="GET", path="", body=None, **headers):
        told = {"Host": self.host, **{key.replace("_", "-"): value for key, value in headers.items()}}
        connection = HTTPConnection(self.host)
        connection.request(method, path or f"/{self.token}/", body, {k: v for k, v in told.items() if v is not None})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers

    def post(self, some, **headers):
        version = headers.pop("version", self.served.version)
        told = {"Origin": f"http://{self.host}", "Content_Type": "application/json", **headers}
        body = json.dumps({"version": version, "decisions": some})
        return self.ask("POST", f"/{self.token}/decisions", body, **told)[:2]


@pytest.fixture
def here(tmp_path):
    one = Here(tmp_path)
    yield one
    one.server.shutdown()
    one.server.server_close()


def test_it_listens_to_this_machine_alone_behind_a_token_that_nobody_guesses(here):
    assert here.server.server_address[0] == "127.0.0.1"
    assert len(here.token) >= 32
    status, text, headers = here.ask()
    assert (status, text) == (200, f"page {here.served.version}")
    assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("no-store", "DENY")
    for path in ("/", "/x/", f"/{here.token}", f"/{here.token[:-1]}/", f"/{here.token}/../", f"/{here.token}/other"):
        assert here.ask(path=path)[0] == 404


def test_a_name_that_leads_here_and_another_site_are_not_answered(here):
    for headers in ({"Host": "evil.example"}, {"Host": "localhost:" + here.host.split(":")[1]}, {"Host": "127.0.0.1"},
                    {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}):  # fmt: skip
        assert here.ask(**headers)[0] == 404
        assert here.post([DECISION], **headers)[0] == 404
    assert here.post([DECISION], Origin="http://evil.example")[0] == 403
    assert here.post([DECISION], Origin=None)[0] == 403
    assert here.post([DECISION], Origin="null")[0] == 403
    assert here.post([DECISION], Content_Type="text/plain")[0] == 403
    assert not Path(here.waiving.path).exists()
    assert here.post([DECISION]) == (200, "written")


def test_what_is_accepted_is_written_after_what_was_there_and_undone(tmp_path):
    own = (
        '# ours\n[[waiver]]\ncode = "TO101"\nreason = "r"\nby = "b"\nuntil = "2999-12-31"\n[waiver.figures]\nx = "1"\n'
    )
    (tmp_path / "waivers.toml").write_text(own)
    here = Here(tmp_path)
    assert here.post([DECISION]) == (200, "written")
    text = (tmp_path / "waivers.toml").read_text()
    assert text == (
        own + "\n" + MARK + '\n[[waiver]]\ncode = "CA101"\nreason = "so it is"\nby = "A. Reviewer"\n'
        'until = "2999-12-31"\n[waiver.figures]\n"a \\"b\\" @ c" = "1"\n"d\\u0001" = "2.5"\n'
    )
    assert [one.code for one in here.made[-1][1]] == ["CA101"]
    assert here.post([])[0] == 200
    assert (tmp_path / "waivers.toml").read_text() == own
    assert sorted(one.name for one in tmp_path.iterdir()) == ["report", "waivers.toml"]
    here.server.shutdown()
    here.server.server_close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "2024-02-30"}, {"until": "soon"}, {"code": "x"}, {"figures": []}, {"figures": {"a": "1"}},
        {"reason": ""}, {"reason": 7}, {"by": None}, {"reason": "x" * 10_001},
    ],
)  # fmt: skip
def test_what_is_no_decision_is_not_written(here, wrong):
    status, text = here.post([DECISION, {**DECISION, **wrong}])
    assert status == 409
    assert text
    assert not Path(here.waiving.path).exists()


def test_requests_that_are_too_long_or_no_json_are_refused(here):
    told = {"Origin": f"http://{here.host}", "Content_Type": "application/json"}
    path = f"/{here.token}/decisions"
    assert here.ask("POST", path, "", **told, Content_Length="99999999")[0] == 413
    assert here.ask("POST", path, "", **told, Content_Length="-1")[0] == 413
    assert here.ask("POST", path, "[" * 100_000, **told)[0] == 409
    assert here.ask("POST", path, '{"version": 1}', **told)[0] == 409


def test_a_decision_on_a_page_of_before_is_not_written(here):
    before = here.served.version
    here.report.write_text("22")
    assert here.post([DECISION]) == (409, "the report has changed since: look at it again")
    status, text, _ = here.ask(path=f"/{here.token}/version")
    assert status == 200
    assert text == here.served.version != before
    assert here.post([DECISION], version=before)[0] == 409
    assert here.post([DECISION])[0] == 200


def test_what_somebody_else_writes_in_the_meantime_is_kept(here):
    here.post([DECISION])
    path = Path(here.waiving.path)
    path.write_text("# by hand\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    here.ask(path=f"/{here.token}/version")
    assert [one.code for one in here.made[-1][1]] == ["CA101"]
    assert here.post([DECISION, {**DECISION, "code": "CA102"}])[0] == 200
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# by hand\n\n" + MARK)
    assert re.findall(r'code = "(\w+)"', text) == ["CA101", "CA102"]


def test_what_was_accepted_can_be_undone_the_next_day(here):
    here.post([DECISION])
    again = Waiving(here.waiving.path)
    assert [one.told for one in again.made] == [DECISION]
    again.write([])
    assert Path(again.path).read_text(encoding="utf-8") == ""
    spoiled = f'{MARK}\n[[waiver]]\ncode = "CA101"\n'
    Path(again.path).write_text(spoiled, encoding="utf-8")
    later = Waiving(again.path)
    assert (later.kept, later.made) == (spoiled, [])


def test_what_goes_wrong_is_said_in_one_line_and_the_page_stays(here, capfd, tmp_path):
    before = here.served.version
    Path(here.waiving.path).write_bytes(b"\xff")
    assert here.ask(path=f"/{here.token}/version")[1] == before
    assert "cannot be read" in capfd.readouterr().err
    Path(here.waiving.path).unlink()
    here.served.make = lambda _version, _made: 1 // 0
    here.report.write_text("333")
    with pytest.raises((OSError, HTTPException)):
        here.ask()
    told = capfd.readouterr().err
    assert "tieout: internal error: ZeroDivisionError" in told
    assert "Traceback" not in told


def test_a_waiver_file_that_leads_elsewhere_is_neither_read_nor_written(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_text("a word")
    (tmp_path / "in" / "waivers.toml").symlink_to(tmp_path / "secret")
    with pytest.raises(UsageError, match="lies outside"):
        Waiving(str(tmp_path / "in" / "waivers.toml"))
    (tmp_path / "in" / "waivers.toml").unlink()
    os.mkfifo(tmp_path / "in" / "waivers.toml")
    with pytest.raises(UsageError, match="is no regular file"):
        Waiving(str(tmp_path / "in" / "waivers.toml"))
    assert (tmp_path / "secret").read_text() == "a word"


def test_a_page_that_cannot_be_made_leaves_the_one_that_was(tmp_path, capsys):
    here = Here(tmp_path)
    before = here.served.version
    here.served.make = lambda _version, _made: (_ for _ in ()).throw(UsageError("it holds no facts"))
    here.report.write_text("")
    assert here.served.current() == before
    assert "it holds no facts" in capsys.readouterr().err
    here.server.shutdown()
    here.server.server_close()


def test_decisions_are_read_as_they_were_made():
    (one,) = decisions(json.dumps({"decisions": [DECISION]}).encode())
    assert one == Decision("CA101", (('a "b" @ c', "1"), ("d\u0001", "2.5")), "so it is", "A. Reviewer", "2999-12-31")
    assert one.told == DECISION


# --- in a browser -------------------------------------------------------------------------------
@contextmanager
def running(*words):
    """Run `tieout review --serve`, and give the address it prints."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "validator", "review", *words, "--serve"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


ACCEPT = """[...document.querySelectorAll("#overview .decide button")][0].click();
const [reason, by, until] = document.querySelectorAll("#overview .decide textarea, #overview .decide input");
reason.value = 'published "so" \\\\ \\u00e9\\n\\u007f'; by.value = "A. Reviewer"; until.value = "2999-12-31";
[...document.querySelectorAll("#overview .decide button")].find(one => one.textContent == "Accept").click(); 0"""


@pytest.mark.slow
def test_accepted_on_the_page_saved_and_read_back(tmp_path, capsys):
    report = tmp_path / "r.md"
    report.write_text(TABLE.format(services="420"))
    assert main(["check", str(report)]) == 1
    assert main(["review", str(report), "-o", str(tmp_path / "page.html")]) == 0
    with browser() as page:
        page.show(tmp_path / "page.html")
        page.run("[...document.querySelectorAll('#overview .decide button')][0].click()")
        page.run("[...document.querySelectorAll('#overview .decide button')][0].click()")
        assert page.run("document.querySelector('.decide [role=alert]').textContent") == "It takes a reason."
        page.run("[...document.querySelectorAll('#overview .decide button')][1].click()")
        page.run(ACCEPT)
        assert page.run("document.querySelector('#overview .decide').textContent").startswith("⚑ accepted by A. Rev")
        text = page.run("document.querySelector('.decided textarea').value")
        page.open("about:blank")
        page.ask("Page.navigate", url=(tmp_path / "page.html").as_uri())
        page.event("Page.loadEventFired")
        page.show(tmp_path / "page.html")
        page.run(ACCEPT)
        page.run("location.reload()")
        page.event("Page.loadEventFired")
        page.event("Page.loadEventFired") if page.run("document.readyState") != "complete" else None
        assert page.run("waiverFile()") == text
        page.run("[...document.querySelectorAll('.decided button')].find(one => one.textContent == 'Undo').click()")
        assert page.run("decisions.length") == 0
        assert page.run("document.querySelector('#overview .decide').textContent").startswith("Accept")
        assert page.complaints == []
    saved = tmp_path / "saved.toml"
    saved.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(report), "--waivers", str(saved), "--format", "json"]) == 0
    (waived,) = json.loads(capsys.readouterr().out)["waived"]
    assert waived["waived"] == 'accepted by A. Reviewer until 2999-12-31: published "so" \\ é\n\u007f'


@pytest.mark.slow
def test_served_it_writes_beside_the_report_and_shows_itself_again(tmp_path):
    report, waivers = tmp_path / "r.md", tmp_path / "waivers.toml"
    report.write_text(TABLE.format(services="420"))
    loaded = "new Promise(done => { const look = () => COND ? done(true) : setTimeout(look, 100); look() })"
    with running(str(report)) as address, browser() as page:
        page.open(address)
        assert page.run("failures.length") == 1
        version = page.run("data.served")
        page.run(ACCEPT)
        page.event("Page.loadEventFired")
        page.run(loaded.replace("COND", "document.readyState == 'complete'"))
        assert page.run("[failures.length, data.waived.length, decisions.length]") == [0, 1, 1]
        assert page.run("data.served") != version
        assert 'by = "A. Reviewer"' in waivers.read_text(encoding="utf-8")
        page.run("[...document.querySelectorAll('.decided button')].find(one => one.textContent == 'Undo').click()")
        page.event("Page.loadEventFired")
        page.run(loaded.replace("COND", "document.readyState == 'complete'"))
        assert page.run("[failures.length, decisions.length]") == [1, 0]
        assert waivers.read_text(encoding="utf-8") == ""
        report.write_text(TABLE.format(services="400"))
        page.event("Page.loadEventFired")
        page.run(loaded.replace("COND", "document.readyState == 'complete'"))
        assert page.run("failures.length") == 0
        assert page.complaints == []
