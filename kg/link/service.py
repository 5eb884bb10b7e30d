"""A reconciliation service, as the W3C Community Group's API (versions 0.1 and 0.2) has it.

The manifest is read with GET, queries go in batches by POST as the form field `queries`. Wikidata's,
OpenCorporates' and yente's services speak it, and everyone can run one of their own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kg.errors import ServiceError

VERSIONS = {"0.1", "0.2"}
BATCH = 10  # queries in one request, as OpenRefine sends them
LARGEST = 20_000_000  # bytes of an answer
CONNECT, READ, TRIES = 10.0, 60.0, 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a name, the service's id of a class ("" for any), how many candidates at most."""

    name: str
    type: str = ""
    limit: int = 3

    def to_json(self) -> dict[str, Any]:
        """As the API writes a query."""
        return {"query": self.name, "limit": self.limit, **({"type": self.type} if self.type else {})}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the service proposes. `score` is on the service's own scale; `sure` is its `match`."""

    id: str
    name: str
    score: float
    sure: bool
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the service says of itself: `ids` is what its ids are appended to, to make IRIs."""

    name: str
    ids: str
    page: str = ""

    def iri(self, id_: str) -> str:
        """The IRI of a candidate: below the space of identifiers, or else its page."""
        if id_.startswith(("http://", "https://")):
            return id_
        if self.ids.endswith(("/", "#", "=")) or not self.page:
            return self.ids + ("" if self.ids.endswith(("/", "#", "=", ":")) else "/") + id_
        return self.page.replace("{{id}}", id_)


class Service(Protocol):
    """What answers questions: a service over HTTP, or its answers of another day."""

    def manifest(self) -> Manifest:
        """Who answers."""

    def ask(self, questions: Sequence[Question]) -> list[tuple[Candidate, ...]]:
        """The candidates for each question, in their order."""


@dataclass(frozen=True)
class HttpService:
    """A service at a web address. Raises ServiceError in one line, whatever goes wrong."""

    url: str

    def manifest(self) -> Manifest:
        return read_manifest(self.described(), self.url)

    def described(self) -> dict[str, Any]:
        """The manifest as the service sends it."""
        data = self._request("GET", {})
        if not isinstance(data, dict) or "identifierSpace" not in data:
            raise ServiceError(f"{self.url}: no reconciliation service (no manifest with identifierSpace)")
        versions = data.get("versions")
        if isinstance(versions, list) and versions and not VERSIONS & set(map(str, versions)):
            spoken = ", ".join(map(str, versions))
            raise ServiceError(f"{self.url}: it speaks version {spoken} of the API, kg speaks 0.1 and 0.2")
        return data

    def ask(self, questions: Sequence[Question]) -> list[tuple[Candidate, ...]]:
        return [read_candidates(answer, self.url) for answer in self.answers(questions)]

    def answers(self, questions: Sequence[Question]) -> list[dict[str, Any]]:
        """What the service sends for each question of one batch."""
        batch = {f"q{n}": q.to_json() for n, q in enumerate(questions)}
        data = self._request("POST", {"queries": json.dumps(batch, ensure_ascii=False)})
        if not isinstance(data, dict) or not all(isinstance(data.get(n), dict) for n in batch):
            raise ServiceError(f"{self.url}: the answer leaves out questions of the batch")
        return [data[name] for name in batch]

    def _request(self, method: str, fields: dict[str, str]) -> Any:
        from urllib3 import PoolManager, Retry, Timeout
        from urllib3.exceptions import HTTPError

        retries = Retry(
            TRIES, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504), allowed_methods=None,
            raise_on_status=False,
        )  # fmt: skip
        headers = {"User-Agent": "newskg", "Accept": "application/json"}
        timeout = Timeout(connect=CONNECT, read=READ)
        with PoolManager(retries=retries, timeout=timeout, headers=headers) as pool:
            try:
                given = {"fields": fields, "encode_multipart": False} if fields else {}
                answer = pool.request(method, self.url, preload_content=False, **given)  # type: ignore[arg-type]
                body = answer.read(LARGEST + 1)
            except (HTTPError, ValueError) as error:
                why = getattr(error, "reason", None) or error
                raise ServiceError(f"{self.url}: no answer ({' '.join(str(why).split())[:160]})") from None
        if answer.status != 200:
            raise ServiceError(f"{self.url}: the service answers with HTTP status {answer.status}")
        if len(body) > LARGEST:
            raise ServiceError(f"{self.url}: the answer is larger than {LARGEST // 1_000_000} MB")
        try:
            return json.loads(body)
        except ValueError:
            raise ServiceError(f"{self.url}: the answer is no JSON: is this the service?") from None


def read_manifest(data: dict[str, Any], url: str) -> Manifest:
    """The manifest from its JSON."""
    view = data.get("view")
    page = view.get("url", "") if isinstance(view, dict) else ""
    return Manifest(str(data.get("name", url)), str(data["identifierSpace"]), str(page))


def read_candidates(answer: dict[str, Any], url: str) -> tuple[Candidate, ...]:
    """The candidates of one answer, the best first. ServiceError where it is not as the API has it."""
    try:
        found = [_candidate(row) for row in answer["result"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ServiceError(f"{url}: an answer is not as the reconciliation API has it") from None
    return tuple(sorted(found, key=lambda c: (-c.score, c.id)))


def _candidate(row: dict[str, Any]) -> Candidate:
    types = tuple(str(t.get("name") or t["id"] if isinstance(t, dict) else t) for t in row.get("type") or ())
    score = float(row.get("score") or 0)
    return Candidate(str(row["id"]), str(row["name"]), score, bool(row.get("match")), types)
