"""Bytes to text: which encoding, or why it is no text at all."""

from __future__ import annotations

import codecs

from kg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(range(32)) - {7, 8, 9, 10, 12, 13, 26, 27}
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
}


def decode(data: bytes) -> str:
    """The text of a file; a byte order mark is removed, nothing else is changed.

    UTF-8 whenever it decodes; then UTF-16 without a mark; then what charset-normalizer finds, where
    Windows-1252 stands for the whole family of single-byte encodings of western Europe. Raises
    InputError for binary data.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"this is {kind}, not text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with(data, encoding).removeprefix("\ufeff")
    if b"\x00" in data:
        return _utf16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _legacy(data)
    if _binary(data):
        raise InputError("binary data, not text")
    return text


def encoding_of(sample: bytes) -> str:
    """The name of the encoding of a text by its beginning, which may end within a character.

    Raises InputError for binary data.
    """
    decode(sample[: len(sample) // 4 * 4])
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\x00" in sample:
        return "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        return "utf-8"
    except UnicodeDecodeError:
        repaired = sample.decode("utf-8", "replace")
        broken = repaired.count("\ufffd") * 20 < sum(ord(c) > 127 for c in repaired)
        return "utf-8" if broken else _family(sample)


def _with(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"broken {encoding.removesuffix('-sig')} text at byte {error.start}") from None


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: nearly every other byte of western text is zero."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    if max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half:
        return _with(data, "utf-16-be" if even > odd else "utf-16-le")
    raise InputError("binary data, not text")


def _binary(data: bytes) -> bool:
    return sum(byte in _CONTROLS for byte in data[:65536]) > 0.01 * len(data[:65536])


def _legacy(data: bytes) -> str:
    if _binary(data):
        raise InputError("binary data, not text")
    bad = sum(byte >= 0x80 for byte in data)
    if bad > 0.3 * len(data):
        raise InputError("binary data or an encoding that cannot be told; save it as UTF-8")
    repaired = data.decode("utf-8", "replace")
    if repaired.count("\ufffd") * 20 < sum(ord(c) > 127 for c in repaired):
        return repaired  # UTF-8 that is cut or broken at a few places
    return _single_byte(data)


def _family(data: bytes) -> str:
    """The name of a single-byte encoding of western Europe."""
    from charset_normalizer import from_bytes

    western = ["cp1252", "latin_1", "iso8859_15", "mac_roman", "cp850"]
    best = from_bytes(data, cp_isolation=western, steps=5, chunk_size=512).best()
    if best is None:
        raise InputError("the encoding cannot be told; save the file as UTF-8")
    return "cp1252" if best.encoding in ("latin_1", "cp1252", "iso8859_15") else str(best.encoding)


def _single_byte(data: bytes) -> str:
    try:
        return data.decode(_family(data))
    except UnicodeDecodeError:
        return data.decode("latin_1")
