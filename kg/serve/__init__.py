"""The graph over HTTP: a SPARQL endpoint, linked-data pages, a Graph Store to read."""

from kg.serve.settings import Settings

__all__ = ["Settings", "serve"]


def serve(settings: Settings) -> None:
    """Serve a graph folder until interrupted; requests that have begun are answered first."""
    from kg.serve.run import run

    run(settings)
