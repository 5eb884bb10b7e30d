"""Files of all kinds with our own text, made by the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

TEXT = (
    "Deux ferries pour Corvane\n\nLe chantier naval Corvane construira deux ferries électriques pour la "
    "compagnie Insulia. Le contrat se monte à 210 millions d'euros, a dit vendredi sa directrice.\n\n"
    "Corvane, qui emploie 1 150 salariés, prévoit d'embaucher 80 soudeurs d'ici deux ans.\n"
)
OTHER = TEXT.replace("Corvane", "Marlane").replace("ferries", "remorqueurs").replace("210", "35")
PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Deux {0} pour {1}</title></head>
<body><nav><a href="/">Accueil</a></nav><article><h1>Deux {0} pour {1}</h1>
<p>Le chantier naval {1} construira deux {0} électriques pour la compagnie Insulia. Le contrat, signé
vendredi, se monte à 210 millions d'euros, a dit sa directrice devant la presse.</p>
<p>{1}, qui emploie 1 150 salariés, prévoit d'embaucher 80 soudeurs. La région garantit une partie des
emprunts du chantier, où les navires seront livrés en 2028.</p></article>
<footer>Mentions légales</footer></body></html>"""

Line = tuple[float, float, str]  # points from the left, points from the bottom, text


def page(thing: str = "ferries", who: str = "Corvane") -> bytes:
    """A page of the web with one article."""
    return PAGE.format(thing, who).encode()


def pdf(pages: Sequence[Sequence[Line]], title: str = "") -> bytes:
    """A PDF with these lines, in Helvetica."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
               b"<< /Title (" + title.encode("cp1252") + b") >>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = b"\n".join(
            b"BT /F1 9 Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET" % (x, y, _escaped(text)) for x, y, text in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def _escaped(text: str) -> bytes:
    plain = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return plain.encode("cp1252")


def _file(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def column(x: float, top: float, text: str) -> list[Line]:
    """Lines of a column, one below the other."""
    return [(x, top - 12 * number, line) for number, line in enumerate(text.splitlines())]


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()
