"""How much of a file is taken in. Every limit keeps time and memory bounded for a file made to exhaust them."""

from __future__ import annotations

from dataclasses import dataclass

MEBI = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; what lies beyond is a recorded loss.

    Sizes are in bytes, lengths in Unicode code points of decoded text.
    """

    file_bytes: int = 200 * MEBI  # a long scanned book; held in memory whole, so well below 500 MB with its parse
    text_bytes: int = 32 * MEBI  # plain text and HTML: ten novels; their parsers hold several copies
    sidecar_bytes: int = 1 * MEBI  # six short fields
    manifest_bytes: int = 64 * MEBI  # about 200,000 rows of 300 bytes
    text_length: int = 20_000_000  # code points of one document; extraction is linear in it
    unpacked_bytes: int = 1024 * MEBI  # all members of one container with all it holds, read one at a time
    unpacked_ratio: int = 200  # Arabic text deflates to a fifth, logs to a fiftieth; bombs start at 1000
    ratio_floor: int = 1 * MEBI  # below this size a high ratio is a file of blanks, not a bomb
    members: int = 20_000  # files in one container with all it holds; a year of a newspaper has about 10,000
    records: int = 1_000_000  # rows, messages of a mailbox, captured pages: small, and honest files have very many
    cells: int = 5_000_000  # cells of one table; a sheet that repeats an empty row to the end has 17,000 million
    depth: int = 4  # zip in mail in zip in zip: deeper nesting has no honest use
    pages: int = 5_000  # pages of one PDF
    converter_seconds: float = 120.0  # for LibreOffice and one document; a book of 1,000 pages takes about 30
    ocr_seconds: float = 120.0  # for one page; a full broadsheet takes about 20 on one core
    pixels: int = 200_000_000  # of one picture; a broadsheet at 600 dpi has 130 million
    page_chars: int = 200_000  # characters of one page; a full broadsheet page has about 30,000
    html_depth: int = 400  # nested elements; lxml and trafilatura recurse, browsers flatten at 512


DEFAULT = Limits()
