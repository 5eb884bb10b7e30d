"""The explorer's page and its JSON: GET with parameters, POST of JSON where these would be too long."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.serve.endpoints import LONGEST, _do, _languages, _line, home
from kg.serve.explorer import ASKED_BY_POST, QUESTIONS
from kg.serve.reader import Job


def routes() -> list[BaseRoute]:
    """What the explorer needs beside the pages; it shares scripts and styles with the page of kg view."""
    from kg.view import STATIC

    return [
        Route("/", page),
        Route("/names", home),
        Route("/api/{what}", ask, methods=["GET", "POST"]),
        Route("/text/{document:path}", text),
        Mount("/view", StaticFiles(directory=STATIC)),
    ]


async def page(request: Request) -> Response:
    """The explorer; a search without script goes to the list of names."""
    if "q" in request.query_params:
        return await home(request)
    return await _do(request, Job("explorer", {"languages": _languages(request)}))


async def ask(request: Request) -> Response:
    """One question of the explorer."""
    what = request.path_params["what"]
    if what not in QUESTIONS:
        return _line(404, "there is no such question")
    if what in ASKED_BY_POST:
        given = await _json(request)
        if isinstance(given, Response):
            return given
    else:
        given = dict(request.query_params)
    job = {"what": what, "given": given, "languages": _languages(request)}
    return await _do(request, Job("explore", job, patient=True))


async def text(request: Request) -> Response:
    """The text of an article, with one place of it marked."""
    start, end = (request.query_params.get(name, "0") for name in ("start", "end"))
    if not all(n.isascii() and n.isdigit() and len(n) < 10 for n in (start, end)):
        return _line(400, "start and end are whole numbers")
    job = {"document": request.path_params["document"], "start": int(start), "end": int(end)}
    return await _do(request, Job("text", {**job, "languages": _languages(request)}))


async def _json(request: Request) -> dict[str, Any] | Response:
    if request.method != "POST" or not request.headers.get("content-type", "").startswith("application/json"):
        return _line(415, "this is asked by POST of application/json")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            return _line(413, f"the question is longer than {LONGEST} bytes")
    try:
        found = json.loads(body)
    except (UnicodeDecodeError, json.JSONDecodeError):
        return _line(400, "the question is no JSON")
    return found if isinstance(found, dict) else _line(400, "the question is no JSON object")
