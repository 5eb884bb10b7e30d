"""Requests to jobs, and answers to responses: the SPARQL 1.1 Protocol and the Graph Store Protocol."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from kg.serve.desk import refusal
from kg.serve.reader import Job

if TYPE_CHECKING:
    from kg.graph.respond import Reply

LONGEST = 1_000_000  # bytes of a query
FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORMATS = {  # what a link may ask for that cannot send an Accept header
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "turtle": "text/turtle", "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
}  # fmt: skip
LARGEST = 20_000_000  # bytes of a graph that is put
REBUILD = 3600.0  # seconds that making the graph again may take after a correction
# The page of kg view has its scripts and styles inside, made when it was written: text from articles
# is data in it. It may load nothing else.
PAGE_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


async def sparql(request: Request) -> Response:
    """Query by GET, by POST of a form, by POST of the query itself; without a query, what this is."""
    given = await _parameters(request)
    if isinstance(given, Response):
        return given
    queries = [v for k, v in given if k == "query"]
    updates = [v for k, v in given if k == "update"]
    if updates:
        return await _update(request, updates, given)
    if not queries and request.method == "GET":
        endpoint = str(request.url.replace(query=""))
        return await _do(request, Job("service", {"endpoint": endpoint, "accept": _accept(request)}))
    if len(queries) != 1:
        return _line(400, f"one query is needed, in the parameter 'query'; there are {len(queries)}")
    wanted = [v for k, v in given if k == "format"]
    if any(v not in FORMATS for v in wanted):
        return _line(400, f"format is one of {', '.join(FORMATS)}")
    job = {
        "text": queries[0],
        "accept": FORMATS[wanted[0]] if wanted else _accept(request),
        "rows": request.app.state.settings.rows,
        "default": [v for k, v in given if k == "default-graph-uri"],
        "named": [v for k, v in given if k == "named-graph-uri"],
    }
    return await _do(request, Job("query", job))


async def _update(request: Request, updates: list[str], given: list[tuple[str, str]]) -> Response:
    """SPARQL 1.1 Update, by POST only."""
    refused = refusal(request)
    if refused:
        return refused
    if request.method != "POST" or len(updates) != 1 or any(k == "query" for k, _ in given):
        return _line(400, "one update is needed, by POST and without a query")
    if any(k.startswith("using-") for k, _ in given):
        return _line(400, "say USING in the update itself")
    return await _write(request, Job("update", {"text": updates[0]}), request.app.state.settings.seconds)


async def _parameters(request: Request) -> list[tuple[str, str]] | Response:
    asked = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "GET":
        return asked
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    body = await _body(request, LONGEST)
    if body is None:
        return _line(413, f"the query is longer than {LONGEST} bytes")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _line(400, "the query is not UTF-8")
    if kind == FORM:
        return parse_qsl(text, keep_blank_values=True)
    if kind in (QUERY, UPDATE):
        return [*asked, ("query" if kind == QUERY else "update", text)]
    return _line(415, f"a query comes as {FORM} or {QUERY}")


async def _body(request: Request, longest: int) -> bytes | None:
    """What was sent; None when it is longer than it may be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > longest:
            return None
    return bytes(body)


async def ask(request: Request) -> Response:
    """A page to ask in SPARQL: any query, or a named one with its parameters."""
    asked = dict(request.query_params)
    text, name = asked.pop("query", "").strip(), asked.pop("name", "")
    given = {k: v.strip() for k, v in asked.items() if v.strip()}
    job = {"text": text, "name": name, "given": given, "rows": request.app.state.settings.rows}
    return await _do(request, Job("ask", {**job, "languages": _languages(request)}))


async def why(request: Request) -> Response:
    """Why a row of the answer to a query holds; ?row.NAME= gives its values in N-Triples."""
    asked = dict(parse_qsl(request.url.query, keep_blank_values=True))
    row = {name.removeprefix("row."): v for name, v in asked.items() if name.startswith("row.")}
    job = {"text": asked.get("query", ""), "row": row, "part": "part" in asked}
    return await _do(request, Job("why", {**job, "languages": _languages(request)}))


async def words(request: Request) -> Response:
    """What an editor may complete: the words of the graph, or with ?q= its names."""
    wanted, languages = request.query_params.get("q", "").strip(), _languages(request)
    kind, job = ("complete", {"wanted": wanted}) if wanted else ("vocabulary", {})
    return await _do(request, Job(kind, {**job, "languages": languages}))


async def graphs(request: Request) -> Response:
    """A graph whole: ?default, or ?graph=IRI. Who may write puts, adds to and deletes graphs of their own."""
    if request.method not in ("GET", "HEAD"):
        refused = refusal(request)
        if refused:
            return refused
    asked = dict(parse_qsl(request.url.query, keep_blank_values=True))
    if ("default" in asked) == ("graph" in asked):
        return _line(400, "say which graph: ?default, or ?graph= and its IRI")
    if request.method not in ("GET", "HEAD"):
        return await _put(request, asked.get("graph", ""))
    job = {"name": asked.get("graph"), "accept": _accept(request), "rows": 10**9}
    return await _do(request, Job("graph", job))


async def _put(request: Request, graph: str) -> Response:
    seconds = request.app.state.settings.seconds
    if request.method == "DELETE":
        return await _write(request, Job("drop", {"graph": graph}), seconds)
    if request.method == "PATCH":
        return _line(405, "an update goes to /sparql")
    body = await _body(request, LARGEST)
    if body is None:
        return _line(413, f"the graph is longer than {LARGEST} bytes")
    media = request.headers.get("content-type", "").partition(";")[0].strip()
    job = {"graph": graph, "body": body, "media": media, "instead": request.method == "PUT"}
    return await _write(request, Job("put", job), seconds)


async def correct(request: Request) -> Response:
    """A correction, or the undoing of one, as JSON: kept, and seen in the graph when the answer comes."""
    refused = refusal(request)
    if refused:
        return refused
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return _line(415, "a correction comes as application/json")
    body = await _body(request, LONGEST)
    try:
        given = json.loads(body or b"")
        kind, later = str(given.pop("kind")), bool(given.pop("later", False))
    except (ValueError, KeyError, TypeError, AttributeError):
        return _line(400, "a correction is a JSON object with a kind")
    if kind == "rebuild":
        return await _write(request, Job("rebuild"), REBUILD)
    job = {"kind": kind, "given": given, "later": later}
    return await _write(request, Job("correct", job), REBUILD)


async def review(request: Request) -> Response:
    """The page on which corrections are made."""
    writable = request.app.state.settings.token is not None
    return await _do(request, Job("review", {"writable": writable, "languages": _languages(request)}))


async def resource(request: Request) -> Response:
    """What the graph says of the resource with this IRI: a page for people, RDF for programs."""
    path = request.path_params["path"]
    job = {"path": path, "accept": _accept(request), "rows": request.app.state.settings.rows}
    response = await _do(request, Job("resource", {**job, "languages": _languages(request)}))
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


async def home(request: Request) -> Response:
    """Search, and what there is."""
    wanted = request.query_params.get("q", "").strip()
    return await _do(request, Job("home", {"languages": _languages(request), "wanted": wanted}, patient=True))


async def page(request: Request) -> Response:
    """The page that kg view wrote."""
    path = request.app.state.settings.folder / "graph.html"
    if not path.is_file():
        return _line(404, "there is no graph.html: kg view writes it")
    return FileResponse(path, media_type="text/html", headers={"content-security-policy": PAGE_POLICY})


async def health(request: Request) -> Response:
    """Whether the graph can be read, and by which version."""
    return await _do(request, Job("health"))


async def _do(request: Request, job: Job) -> Response:
    reply: Reply = await request.app.state.pool.do(job)
    return Response(reply.body, reply.status, reply.headers, reply.media)


async def _write(request: Request, job: Job, seconds: float) -> Response:
    reply: Reply = await request.app.state.desk.do(job, seconds)
    return Response(reply.body, reply.status, reply.headers, reply.media if reply.body else None)


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _languages(request: Request) -> list[str]:
    """The languages that the address or the reader's browser asks for, the best first."""
    found = [(-2.0, 0, request.query_params["lang"])] if "lang" in request.query_params else []
    for n, part in enumerate(request.headers.get("accept-language", "").split(",")):
        code, _, quality = part.partition(";q=")
        worth = float(quality) if re.fullmatch(r"[01](\.\d+)?", quality.strip()) else 1.0
        if code.strip():
            found.append((-worth, n, code.strip().partition("-")[0].casefold()))
    return [code for _, _, code in sorted(found)]


def _line(status: int, message: str) -> Response:
    return PlainTextResponse(f"{message}\n", status)
