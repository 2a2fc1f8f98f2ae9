"""The HTTP service as other programs ask it: what it gives, whom it lets in, and what it says when it cannot."""

import json
from io import BytesIO
from urllib.parse import quote

import pytest
from PIL import Image

from assistant import Corpus
from assistant.doors.api import schemas
from assistant.doors.api.examples import ANSWER
from assistant.doors.api.keys import Keys, new_key
from assistant.doors.api.service import HEADERS, MOST_BYTES
from corpus.errors import SettingsError
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.pipeline import ingest
from tests.assistant.held import hold, paragraph
from tests.corpus.store.older import as_version
from tests.ingest.drawn import draw
from tests.ingest.packs import page

QUESTION = "what was the LAC rate in May 2019"
TOO_MUCH = (b"a" * MOST_BYTES, b"a")


def events(text):
    """Give the events of a stream, name and data."""
    parts = [dict(line.split(": ", 1) for line in part.splitlines()) for part in text.strip().split("\n\n")]
    return [(part["event"], json.loads(part["data"])) for part in parts]


def untimed(answer):
    return {**answer, "elapsed_ms": 0}


def test_an_answer_is_that_of_the_command_line(client, assistant):
    given = client.post("/ask", json={"question": QUESTION})
    assert given.status_code == 200
    assert untimed(given.json()) == untimed(assistant.ask(QUESTION).to_json())
    assert given.headers.items() >= {name.lower(): value for name, value in HEADERS.items()}.items()


def test_the_example_of_the_description_is_what_is_answered(client):
    given = client.post("/ask", json={"question": ANSWER["question"]}).json()
    for answer in (given, example := json.loads(json.dumps(ANSWER))):
        answer["elapsed_ms"] = answer["citations"][0]["spot"]["document"] = 0
    assert given == example
    described = client.get("/openapi.json").json()["components"]["schemas"]
    assert described["Answer"]["examples"] == [ANSWER]


def test_an_answer_comes_as_events(client):
    given = client.post("/ask/events", json={"question": QUESTION})
    assert given.headers["content-type"].startswith("text/event-stream")
    (first, asked), (last, answer) = events(given.text)
    assert (first, asked, last) == ("accepted", {"question": QUESTION}, "answer")
    assert untimed(answer) == untimed(client.post("/ask", json={"question": QUESTION}).json())


def test_a_question_has_a_history_limits_and_passages(client, assistant):
    follow_up = client.post("/ask", json={"question": "and in May 2018?", "history": [QUESTION]}).json()
    assert follow_up["read_as"]["period"] == "2018-05"
    only = next(iter(assistant.opened().documents.values()))
    limited = {"question": "children", "documents": [only.name], "passages": 2}
    given = client.post("/ask", json=limited).json()
    assert [passage["document"] for passage in given["passages"]] == [only.name] * 2
    nowhere = client.post("/ask", json={"question": "children", "documents": ["no.pdf"]})
    assert (nowhere.status_code, nowhere.json()["error"]) == (404, "not_held")
    told = events(client.post("/ask/events", json={"question": "children", "documents": ["no.pdf"]}).text)
    assert told[-1] == ("problem", nowhere.json())


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/", schemas.About),
        ("/health", schemas.Health),
        ("/search?q=looked+after&kind=report&sort=newest", schemas.Found),
        ("/figures?measure=looked+after+children&unit=per+10%2C000&period=May+2019", schemas.Figures),
        ("/measures", schemas.Measures),
        ("/papers?words=pack", schemas.Papers),
    ],
)
def test_what_an_address_gives_has_the_form_that_is_described(client, path, form):
    given = client.get(path)
    assert given.status_code == 200
    assert form.model_validate_json(given.text)


def test_a_paper_is_given_by_name_or_id_with_its_pages_as_text_and_picture(client):
    citation = client.post("/ask", json={"question": QUESTION}).json()["citations"][0]
    spot = citation["spot"]
    by_name = client.get(f"/papers/{quote(citation['document'])}")
    assert by_name.json() == client.get(f"/papers/{spot['document']}").json()
    assert schemas.Outline.model_validate_json(by_name.text).papers
    text = client.get(f"/papers/{spot['document']}/pages/{spot['page']}")
    blocks = {block.block: block.text for block in schemas.Page.model_validate_json(text.text).blocks}
    assert blocks[spot["block"]][spot["from"] : spot["to"]] == citation["quote"]
    address = f"/papers/{spot['document']}/pages/{spot['page']}/picture"
    place = {name: spot[name] for name in ("block", "from", "to")}
    marked = client.get(address, params={**place, "width": 400})
    assert marked.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(marked.content)).width == 400
    assert marked.content != client.get(address, params={"width": 400}).content


@pytest.mark.parametrize(
    ("way", "status", "error", "said"),
    [
        ({"json": {"question": ""}}, 422, "invalid", "question: there are no words in it"),
        ({"json": {"question": " \n"}}, 422, "invalid", "no words"),
        ({"json": {"question": "a" * 1001}}, 422, "invalid", "at most 1000 characters"),
        ({"json": {"question": "why", "colour": "red"}}, 422, "invalid", "colour"),
        ({"json": {"question": "why", "history": ["a"] * 9}}, 422, "invalid", "at most 8 items"),
        ({"json": ["why"]}, 422, "invalid", ""),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 422, "invalid", "not valid JSON"),
        ({"json": {"question": "a" * MOST_BYTES}}, 413, "too_large", "larger"),
        ({"content": TOO_MUCH}, 413, "too_large", "larger"),
    ],
)
@pytest.mark.parametrize("path", ["/ask", "/ask/events"])
def test_a_question_that_makes_no_sense_is_told_why(client, path, way, status, error, said):
    if way.get("content") is TOO_MUCH:
        way = {"content": iter(TOO_MUCH)}  # without a length that tells
    given = client.post(path, **way)
    assert (given.status_code, given.json()["error"]) == (status, error)
    assert said in given.json()["message"]


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/search?q=%20", 422, "invalid"),
        ("/search?q=why&sort=best", 422, "invalid"),
        ("/search?q=why&document=no.pdf", 404, "not_held"),
        ("/figures?measure=x&period=soon", 422, "invalid"),
        ("/papers/nothing", 404, "not_held"),
        ("/papers/nothing/pages/1/picture", 404, "not_held"),
        ("/papers/nothing/pages/0", 422, "invalid"),
        ("/docs", 404, "not_found"),
        ("/redoc", 404, "not_found"),
        ("/ask", 405, "method_not_allowed"),
    ],
)
def test_a_request_that_makes_no_sense_is_told_why(client, path, status, error):
    given = client.get(path)
    assert (given.status_code, given.json()["error"]) == (status, error)
    assert given.json()["message"]


def test_half_a_character_is_no_trouble(client):
    given = client.post("/ask", content=b'{"question": "care \\ud800 rate", "councils": ["\\udfff"]}')
    assert given.status_code in (200, 422)
    sent = client.post(
        "/ask",
        content=b'{"question": "care \\ud800 rate", "councils": ["\\udfff"]}',
        headers={"Content-Type": "application/json"},
    )
    assert sent.json()["question"] == "care ? rate"


def test_where_there_is_no_index_it_says_so_and_answers_when_there_is_one(serve, tmp_path):
    client = serve(tmp_path / "index")
    for given in (client.get("/health"), client.post("/ask", json={"question": "how many boats"})):
        assert (given.status_code, given.json()["error"], given.headers["retry-after"]) == (503, "no_index", "30")
        assert str(tmp_path) not in given.text
    told = events(client.post("/ask/events", json={"question": "how many boats"}).text)
    assert told[-1][1]["error"] == "no_index"
    (tmp_path / "a.txt").write_text("Harbour\n\nThe harbour had 123 boats in May 2019.\n", encoding="utf-8")
    ingest([tmp_path / "a.txt"], Settings(index=tmp_path / "index"))
    assert client.get("/health").json() == {"status": "ready"}
    assert "123" in client.post("/ask", json={"question": "how many boats did the harbour have in May 2019"}).text


@pytest.mark.parametrize(("spoil", "error"), [("version", "other_version"), ("pointer", "index_unusable")])
def test_an_index_of_another_version_or_without_its_pointer_is_told_without_naming_a_folder(
    serve, tmp_path, spoil, error
):
    hold(tmp_path / "index", "a.txt", paragraph("The harbour had 123 boats."))
    if spoil == "version":
        as_version(Index(tmp_path / "index"), "3")
    else:
        (tmp_path / "index" / "current").unlink()
    given = serve(tmp_path / "index").get("/papers")
    assert (given.status_code, given.json()["error"]) == (503, error)
    assert str(tmp_path) not in given.text


def test_what_nobody_foresaw_is_told_without_its_details(serve, assistant, monkeypatch):
    corpus = Corpus(assistant)
    monkeypatch.setattr(corpus, "papers", lambda words: 1 / 0)
    given = serve(corpus).get("/papers")
    assert (given.status_code, given.json()["error"]) == (500, "failed")
    assert "zero" not in given.text


def test_a_withheld_page_is_refused_and_its_words_are_nowhere(serve, tmp_path):
    head = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
    public = page(*head, "#HARBOUR DREDGING", "1.1 The harbour will be dredged in the spring.")
    secret = page("^EXEMPT - paragraph 3", *head, "#LEASE OF THE PIER", "1.1 Gull Holdings offered £12,000.")
    draw(tmp_path / "pack.pdf", public, secret)
    ingest([tmp_path / "pack.pdf"], Settings(index=tmp_path / "index"))
    client = serve(tmp_path / "index")
    assert client.get("/papers/pack.pdf/pages/1/picture").status_code == 200
    refused = client.get("/papers/pack.pdf/pages/2/picture")
    assert (refused.status_code, refused.json()["error"]) == (403, "withheld")
    shown = client.get("/papers/pack.pdf/pages/2").json()
    assert (shown["blocks"], shown["is_withheld"]) == ([], True)
    asked = client.post("/ask", json={"question": "what did Gull Holdings offer for the pier?"}).json()
    assert "12,000" not in json.dumps(asked)


def test_a_public_key_is_shown_no_papers_that_may_be_exempt(serve, tmp_path):
    draw(tmp_path / "a.pdf", page("Report to: Cabinet", "#HARBOUR", "1.1 The harbour will be dredged."))
    ingest([tmp_path / "a.pdf"], Settings(index=tmp_path / "index"), allow_exempt=True)
    (secret, own), (printed, public) = new_key("own"), new_key("box", is_public=True)
    client = serve(tmp_path / "index", Keys((own, public)))
    assert client.get("/", headers=bearer(secret)).json()["allows_exempt"] is True
    for path in ("/", "/papers", "/papers/a.pdf", "/papers/a.pdf/pages/1/picture"):
        refused = client.get(path, headers=bearer(printed))
        assert (refused.status_code, refused.json()["error"]) == (403, "withheld")


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def test_with_keys_only_who_has_one_is_let_in(serve, assistant):
    secret, key = new_key("own")
    client = serve(Corpus(assistant), Keys((key,)), base="https://papers.example.gov.uk", host="0.0.0.0")
    assert client.get("/health").status_code == 200
    assert client.get("/papers", headers=bearer(secret)).status_code == 200
    for headers in ({}, bearer("x" * 40), {"Authorization": f"Basic {secret}"}):
        refused = client.get("/papers", headers=headers)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == "Bearer"
    assert client.get("/papers", params={"key": secret}).status_code == 401


def test_a_public_key_may_stand_in_the_address_of_a_picture_alone(serve, assistant):
    (secret, own), (printed, public) = new_key("own"), new_key("box", is_public=True)
    client = serve(Corpus(assistant), Keys((own, public)))
    document = next(d for d in client.get("/papers", headers=bearer(printed)).json()["papers"] if d["pages"])
    address = f"/papers/{document['id']}/pages/1/picture"
    assert client.get(address, params={"key": printed}).status_code == 200
    assert client.get(address, params={"key": secret}).status_code == 401
    assert client.get(f"/papers/{document['id']}", params={"key": printed}).status_code == 401


@pytest.mark.parametrize(
    "headers", [{"Host": "papers.example.gov.uk"}, {"X-Forwarded-For": "192.0.2.7"}, {"Host": "localhost@evil.example"}]
)
def test_without_keys_nobody_else_is_let_in_through_a_proxy_or_another_name(client, headers):
    refused = client.get("/papers", headers=headers)
    assert (refused.status_code, refused.json()["error"]) == (403, "no_keys")


def test_one_who_asks_too_often_is_told_when_to_ask_again(serve, assistant):
    (one, first), (two, second) = new_key("one"), new_key("two")
    client = serve(Corpus(assistant), Keys((first, second)), rate="3/hour")
    assert [client.get("/measures", headers=bearer(one)).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/measures", headers=bearer(one))
    assert 1 <= int(refused.headers["retry-after"]) <= 3600
    assert client.get("/measures", headers=bearer(two)).status_code == 200


def test_a_public_key_is_counted_for_each_address_and_wrong_keys_are_too(serve, assistant):
    printed, public = new_key("box", is_public=True)
    client = serve(Corpus(assistant), Keys((public,)), rate="2/hour")
    for address in ("2001:db8:1:1::1", "2001:db8:1:2::1", "192.0.2.1"):
        client._transport.client = (address, 50000)
        assert [client.get("/measures", headers=bearer(printed)).status_code for _ in range(3)] == [200, 200, 429]
    client._transport.client = ("2001:db8:1:1:ffff::9", 50000)
    assert client.get("/measures", headers=bearer(printed)).status_code == 429, "of one house"
    client._transport.client = ("192.0.2.2", 50000)
    wrong = [client.get("/measures", headers=bearer("x" * 40)).status_code for _ in range(21)]
    assert (wrong[:20], wrong[20]) == ([401] * 20, 429)
    assert client.get("/measures", headers=bearer(printed)).status_code == 200


OURS = "https://www.wendmouth.example"


def test_a_web_page_may_ask_only_where_its_origin_is_set(serve, assistant):
    _, key = new_key("box", is_public=True)
    wish = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    closed, opened = serve(Corpus(assistant), Keys((key,))), serve(Corpus(assistant), Keys((key,)), origins=[OURS])
    refused = closed.options("/ask", headers={"Origin": OURS, **wish})
    assert "access-control-allow-origin" not in refused.headers
    allowed = opened.options("/ask", headers={"Origin": OURS, **wish})
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, OURS)
    other = opened.options("/ask", headers={"Origin": "https://evil.example", **wish})
    assert "access-control-allow-origin" not in other.headers
    assert opened.get("/papers", headers={"Origin": OURS}).headers["access-control-allow-origin"] == OURS, "of an error"


@pytest.mark.parametrize("origin", ["*", "www.wendmouth.example", "https://www.wendmouth.example/page", "null"])
def test_what_is_no_origin_is_refused(serve, assistant, origin):
    with pytest.raises(SettingsError, match="is not the origin"):
        serve(Corpus(assistant), origins=[origin])


def test_behind_a_proxy_it_answers_under_its_path_and_without(serve, assistant):
    secret, key = new_key("own")
    client = serve(Corpus(assistant), Keys((key,)), base_path="/papers-api")
    for path in ("/papers-api/measures", "/measures"):
        assert client.get(path, headers=bearer(secret)).status_code == 200
    assert client.get("/papers-api/openapi.json").json()["servers"] == [{"url": "/papers-api"}]


def test_a_service_that_many_wait_for_sends_the_next_away(serve, assistant, monkeypatch):
    monkeypatch.setattr("assistant.doors.api.desk.MOST_WAITING", 0)
    given = serve(Corpus(assistant)).get("/measures")
    assert (given.status_code, given.json()["error"], given.headers["retry-after"]) == (503, "busy", "2")


def test_questions_and_addresses_stand_in_no_log(client, caplog):
    with caplog.at_level("DEBUG"):
        client.post("/ask", json={"question": QUESTION})
    assert QUESTION not in caplog.text
