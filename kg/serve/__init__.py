"""The graph over HTTP: a SPARQL endpoint, linked-data pages, a Graph Store to read."""

from kg.serve.settings import Settings, token_from

__all__ = ["Settings", "serve", "token_from"]


def serve(settings: Settings) -> None:
    """Serve a graph folder until interrupted; requests that have begun are answered first."""
    from kg.serve.run import run

    run(settings)
