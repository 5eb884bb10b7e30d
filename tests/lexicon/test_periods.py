"""Every sentence of periods.toml tells the dates that stand beside it, and the others tell none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import languages
from kg.lexicon.periods import Example, load
from tests.lexicon.test_frames import read, vocabulary

PERIOD = ("since", "until", "ended")


def told(code: str, example: Example) -> list[dict[str, str | None]]:
    """The dates of each claim of the property that the example is about."""
    claims, _, _ = read(code, example.text)
    mine = [c for c in claims if c.name == example.of]
    return [{a.role: a.value for a in c.arguments if a.role in PERIOD} for c in mine]


def examples(kind: str) -> list[tuple[str, Example]]:
    return [(code, e) for code in languages() for e in getattr(vocabulary(code)[1].periods, kind)]


@pytest.mark.parametrize(("code", "example"), examples("yes"), ids=lambda v: getattr(v, "text", v))
def test_a_period_is_read(code: str, example: Example) -> None:
    given = {"since": example.since, "until": example.until, "ended": "true" if example.ended else None}
    wanted = {role: value for role, value in given.items() if value}
    found = told(code, example)
    assert found
    assert all({role: f[role] for role in wanted if role in f} == wanted for f in found), found


@pytest.mark.parametrize(("code", "example"), examples("no"), ids=lambda v: getattr(v, "text", v))
def test_a_date_of_something_else_is_no_period(code: str, example: Example) -> None:
    found = told(code, example)
    assert found == [{}] * len(found)
    assert found, "the fact itself is read"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('timeless = ["rules"]', "no property 'rules'"),
        ('begins = ["depuis"]', "begins"),
        ('[[yes]]\ntext = "x"\nof = "leads"', "a yes tells since, until or ended"),
        ('[[yes]]\ntext = "x"\nof = "leads"\nsince = "mai"', "'mai' is no date"),
        ('[[no]]\ntext = "x"\nof = "leads"\nsince = "2019"', "since"),
        ('[[no]]\ntext = "x"\nof = "rules"', "no property 'rules'"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "periods.toml").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=reason):
        load(tmp_path, vocabulary("fr")[0])


def test_frames_with_borrowed_dates_exist() -> None:
    for code in languages():
        _, lexicon = vocabulary(code)
        assert lexicon.periods.borrowed <= {frame.id for frame in lexicon.frames.frames}
