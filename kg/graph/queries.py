"""Questions in SPARQL: any text, or the named queries of ontology/queries/ with parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.lookup import one
from kg.graph.names import resource
from kg.graph.prefixes import known_prefixes
from kg.graph.readback import read_entities
from kg.graph.results import Answer, answer
from kg.graph.store import Results, Store
from kg.lexicon.source import ontology_dir

# What may hold a word that is not a keyword, in the order in which a reader of SPARQL meets it.
TOKEN = re.compile(
    r"""(?P<skip>"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'
        |<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*|[?$]\w+|_:\S+|@[A-Za-z-]+
        |[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
        |(?P<word>[A-Za-z_]\w*)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_REMOTE = {"SERVICE", "LOAD"}
_OPTIONAL = "(optional)"
_TRANSLATION = re.compile(r"#\s*(?P<language>[a-z]{2})(?:\s+(?P<name>\w+))?\s*:\s*(?P<text>.*)")
_HEAD = re.compile(r"#\s*param\s+(?P<name>\w+)\s*:\s*(?P<text>.*)")
_SLOT = r"VALUES \?%s \{ UNDEF \}"
_QUOTED = 30
_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query that an entity may be put in for."""

    name: str
    description: str
    required: bool
    translations: tuple[tuple[str, str], ...] = ()

    def described(self, language: str) -> str:
        """The description in a language, or else in English."""
        return dict(self.translations).get(language, self.description)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A file of ontology/queries/: its first comment is the question that it answers.

    The lines `# fr: …` and `# fr NAME: …` say the question and a parameter in another language.
    """

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    text: str
    translations: tuple[tuple[str, str], ...] = ()

    def asked(self, language: str) -> str:
        """The question in a language, or else in English."""
        return dict(self.translations).get(language, self.question)


def named_queries(folder: Path | None = None) -> tuple[NamedQuery, ...]:
    """The named queries, by name."""
    folder = folder or ontology_dir() / "queries"
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def named_query(name: str, folder: Path | None = None) -> NamedQuery:
    """One named query; QueryError that lists the names when there is no such query."""
    known = named_queries(folder)
    for query in known:
        if query.name == name:
            return query
    raise QueryError(f"no named query {name!r}; there are: {', '.join(q.name for q in known)}")


def run_named(store: Store, query: NamedQuery, params: Mapping[str, str] | None = None) -> Answer:
    """Answer a named query; parameters are entities by label, alias or IRI."""
    return run(store, prepared(store, query, params or {}))


def prepared(store: Store, query: NamedQuery, params: Mapping[str, str]) -> str:
    """The text of a named query with its parameters in it. Raises QueryError as `run_named`."""
    known = {p.name for p in query.parameters}
    for name in params:
        if name not in known:
            takes = ", ".join(sorted(known)) or "no parameters"
            raise QueryError(f"{query.name} has no parameter {name!r}; it takes {takes}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in params:
            hint = f"--param {parameter.name}=…"
            raise QueryError(f"{query.name} needs {hint}: {parameter.description}")
    return _fill(store, query.text, params)


def run(store: Store, text: str, params: Mapping[str, str] | None = None) -> Answer:
    """Answer a SPARQL query; `params` puts entities in for its variables.

    The prefixes of the graph need no declaration, and the default graph is the union of all graphs.
    Raises QueryError, in one line, for what is no query, for updates, and for SERVICE and LOAD: they
    are refused before anything runs, for a query must not reach out to the network.
    """
    refuse_writing(text)
    text = _fill(store, text, params or {})
    with syntax_told(text):
        return answer(store.query(text), known_prefixes(store.base), store.base)


def execute(store: Store, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Results:
    """Start a query as it stands, over these graphs (IRIs) where there are any; QueryError as in `run`."""
    refuse_writing(text)
    with syntax_told(text):
        return store.query(text, default, named)


@contextmanager
def syntax_told(text: str) -> Iterator[None]:
    """What Oxigraph raises, as one line for the user."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(_message(str(error), text)) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from None


def _fill(store: Store, text: str, params: Mapping[str, str]) -> str:
    """Put entities in for variables: in the slots `VALUES ?name { UNDEF }`, else as a filter on the whole.

    A slot is for a query that would be slow or say something else if it were filtered at its end.
    """
    entities = read_entities(store) if params else ()
    for name, value in params.items():
        if not re.search(rf"[?$]{re.escape(name)}\b", text):
            raise QueryError(f"the query has no variable ?{name} for the parameter {name}={value}")
        iri = ox.NamedNode(resource(one(entities, value).id, store.base))
        slot = re.compile(_SLOT % re.escape(name))
        if slot.search(text):
            text = slot.sub(f"VALUES ?{name} {{ {iri} }}", text)
        else:
            end = end_of_where(text)
            text = f"{text[:end]} FILTER(?{name} = {iri}) {text[end:]}"
    return re.sub(_SLOT % r"\w+", "", text)


def end_of_where(text: str) -> int:
    """Where the last outermost group of a query closes, VALUES at its end left aside."""
    depth, end, opened_by, last = 0, len(text), "", ""
    for token in TOKEN.finditer(text):
        if token["other"] == "{":
            opened_by = last if depth == 0 else opened_by
            depth += 1
        elif token["other"] == "}":
            depth -= 1
            end = token.start() if depth == 0 and opened_by != "VALUES" else end
        last = token["word"].upper() if token["word"] else last
    return end


def refuse_writing(text: str) -> None:
    """Raise QueryError for updates, and for SERVICE and LOAD, before anything runs."""
    words = refuse_reaching_out(text)
    first = next(((w, s) for w, s in words if w not in {"PREFIX", "BASE"}), None)
    if first is None:
        raise QueryError("the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE")
    if first[0] in _UPDATES:
        place = _where(unescaped(text), first[1])
        raise QueryError(f"{place}: {first[0]} would change the graph; a query only reads")


def refuse_reaching_out(text: str) -> list[tuple[str, int]]:
    """Raise QueryError for SERVICE and LOAD; else the words of a query or update and where they stand."""
    text = unescaped(text)
    words = [(m["word"].upper(), m.start("word")) for m in TOKEN.finditer(text) if m["word"]]
    for word, start in words:
        if word in _REMOTE:
            raise QueryError(f"{_where(text, start)}: {word} is refused: a query stays within this graph")
    return words


def unescaped(text: str) -> str:
    """SPARQL reads \\u0053 as S before it reads anything else."""
    return _ESCAPE.sub(lambda m: _character(m[1] or m[2]), text)


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number < 0x110000 else "?"


def _where(text: str, start: int) -> str:
    before = text[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - (before.rfind(chr(10)) + 1) + 1}"


def _message(error: str, text: str) -> str:
    """Oxigraph lists what its grammar could take; where it stopped is of more use."""
    found = _PLACE.search(error)
    if not found:
        return f"the query is wrong: {' '.join(error.split())}"
    line, column = int(found[1]), int(found[2])
    lines = [*text.splitlines(), ""]
    rest = lines[min(line, len(lines)) - 1][column - 1 :][:_QUOTED].strip()
    if "Prefix not found" in found[3]:
        why = "this prefix is not declared"
    else:
        why = f"not understood from here: {rest}" if rest else "something is missing here"
    return f"line {line}, column {column}: {why}"


def _read(path: Path) -> NamedQuery:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from None
    comments = [line for line in text.splitlines() if line.startswith("#")]
    if not text.startswith("#"):
        raise QueryError(f"{path}:1: the first line must be a comment with the question")
    found = [m for m in map(_HEAD.match, comments) if m]
    said: dict[str, dict[str, str]] = {}
    for m in filter(None, map(_TRANSLATION.match, comments[1:])):
        said.setdefault(m["name"] or "", {})[m["language"]] = m["text"].strip()
    parameters = tuple(_parameter(m, said.get(m["name"], {})) for m in found)
    question = comments[0].lstrip("# ")
    return NamedQuery(path.stem, question, parameters, text, tuple(said.get("", {}).items()))


def _parameter(head: re.Match[str], said: Mapping[str, str]) -> Parameter:
    text = head["text"].strip()
    optional = text.endswith(_OPTIONAL)
    return Parameter(head["name"], text.removesuffix(_OPTIONAL).strip(), not optional, tuple(said.items()))
