"""The words of our own pages, by language: page.toml for the exported one, site.toml for the server."""

from __future__ import annotations

from pathlib import Path

from kg.lexicon.source import read_toml

FALLBACK = "en"


def load(path: Path, language: str) -> dict[str, str]:
    """The words in a language, or in English when the file has none for it. Raises LexiconError."""
    source = read_toml(path)
    if FALLBACK not in source.data:
        raise source.error(f"no words for {FALLBACK!r}")
    expected = set(source.data[FALLBACK])
    for code, words in source.data.items():
        source.only(words, expected, of=code)
        missing = expected - set(words)
        if missing:
            raise source.error(f"{code}: missing {', '.join(sorted(missing))}", f"[{code}]")
        for key, word in words.items():
            if not isinstance(word, str):
                raise source.error(f"{code}: {key!r} must be text", f"{key} =")
    found: dict[str, str] = source.data.get(language) or source.data[FALLBACK]
    return found
