"""The routes, and what holds for every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve import api, endpoints, libraries
from kg.serve.desk import Desk
from kg.serve.pool import BusyError, LostError, Pool, TimeUpError
from kg.serve.settings import Settings

HERE = Path(__file__).resolve().parent
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        "img-src 'self' data: blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


def create_app(settings: Settings, base: str) -> Starlette:
    """The application. `base` is what the IRIs of the graph begin with; its path answers too."""
    pool, desk = Pool(settings), Desk(settings)

    @asynccontextmanager
    async def readers(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        yield
        await desk.stop()
        await pool.stop()

    paths = dict.fromkeys(("/id/", urlsplit(base).path))
    app = Starlette(
        routes=[
            *api.routes(),
            Route("/health", endpoints.health),
            Route("/ask", endpoints.ask),
            Route("/ask/words", endpoints.words),
            Route("/why", endpoints.why),
            Route("/review", endpoints.review),
            Route("/corrections", endpoints.correct, methods=["POST"]),
            Route("/sparql", endpoints.sparql, methods=["GET", "POST"]),
            Route("/graphs", endpoints.graphs, methods=["GET", "PUT", "POST", "PATCH", "DELETE"]),
            Route("/page", endpoints.page),
            *(Route(f"{path}{{path:path}}", endpoints.resource) for path in paths if path != "/"),
            *libraries.mounts(),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
            Middleware(SafeHeaders),
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Accept-Language", "Content-Type"],
                expose_headers=["Kg-Rows-Cut"],
            ),
        ],
        exception_handlers={TimeUpError: _time_up, BusyError: _busy, LostError: _broken, 500: _broken},
        lifespan=readers,
    )  # fmt: skip
    app.state.pool, app.state.desk, app.state.settings, app.state.base = pool, desk, settings, base
    return app


class SafeHeaders:
    """Adds to every answer what keeps a browser from running or framing it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in message["headers"]}
                more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in known]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


async def _time_up(request: Request, error: Exception) -> Response:
    seconds = request.app.state.settings.seconds
    return PlainTextResponse(f"stopped after {seconds:g} seconds: ask for less\n", 503)


async def _busy(request: Request, error: Exception) -> Response:
    return PlainTextResponse("too many queries at once: try again\n", 503, {"Retry-After": "5"})


async def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse("something went wrong in the server; its log says what\n", 500)
