"""Attachments: files beside a circular, made fit to publish.

Photographs lose their metadata (a phone writes where it stood) and are scaled to what a screen can
show; of a PDF its text is taken out, because residents cannot read a city's PDF on a phone.
"""

from __future__ import annotations

import mimetypes
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from plugins.cache import Cache

LONGEST_SIDE = 1600
MAX_BYTES = 30_000_000
MAX_PDF_TEXT = 20_000
TYPES = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
    ".gif": "image/gif", ".pdf": "application/pdf", ".txt": "text/plain", ".csv": "text/csv",
    ".ics": "text/calendar",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


class AttachmentError(Exception):
    """A file that cannot be attached; holds the reason and remedy in both languages."""

    def __init__(self, code: str, ja: str, en: str) -> None:
        super().__init__(en)
        self.code, self.ja, self.en = code, ja, en


@dataclass(frozen=True)
class Attachment:
    """A file made fit to publish. ``content`` names its bytes in the cache, ``size`` counts them.

    ``source`` is the digest of the file as it lies beside the circular.
    ``width`` and ``height`` are an image's pixels, ``text`` and ``pages`` a PDF's.
    """

    name: str
    type: str
    size: int
    content: str
    width: int | None = None
    height: int | None = None
    text: str | None = None
    pages: int | None = None
    source: str = ""

    @property
    def file(self) -> str:
        """Where the site keeps it, named by its bytes so that it may be cached for ever."""
        return f"files/{self.content[:20]}{mimetypes.guess_extension(self.type) or ''}"

    @property
    def is_image(self) -> bool:
        return self.type.startswith("image/")


def prepare(path: Path, cache: Cache) -> Attachment:
    """The attachment of a file. Raises AttachmentError for one that cannot be published."""
    status = path.stat()
    size = status.st_size
    if size > MAX_BYTES:
        raise AttachmentError(
            "attachment.too-big",
            f"「{path.name}」は {size / 1e6:.0f} MB あります。{MAX_BYTES / 1e6:.0f} MB までにしてください。",
            f"{path.name!r} has {size / 1e6:.0f} MB. Keep it below {MAX_BYTES / 1e6:.0f} MB.",
        )
    kind = TYPES.get(path.suffix.lower())
    if kind is None:
        raise AttachmentError(
            "attachment.type",
            f"「{path.name}」の種類は載せられません。PDF か写真（JPEG、PNG）にしてください。",
            f"{path.name!r} is of a kind that cannot be published. Use PDF, JPEG or PNG.",
        )
    return _made(path, kind, cache, (status.st_mtime_ns, status.st_ctime_ns, size, status.st_ino))


def forget() -> None:
    """Ask the cache again, of which something got lost."""
    _made.cache_clear()


@lru_cache(maxsize=64)
def _made(path: Path, kind: str, cache: Cache, stamp: tuple[int, ...]) -> Attachment:
    """The attachment of a file of this stamp: circulars share their pictures."""
    raw = path.read_bytes()
    make = _MAKERS.get(kind, _as_it_is)
    source = source_of(raw)
    facts = cache.facts(
        ("attachment", path.name, kind, source),
        lambda: asdict(replace(make(path.name, kind, raw, cache.keep), source=source)),
    )
    return Attachment(**facts)


def source_of(raw: bytes) -> str:
    """The digest of a file as it lies beside a circular."""
    return sha256(raw).hexdigest()


def _as_it_is(name: str, kind: str, raw: bytes, keep: Callable[[bytes], str]) -> Attachment:
    return Attachment(name, kind, len(raw), keep(raw))


def _image(name: str, kind: str, raw: bytes, keep: Callable[[bytes], str]) -> Attachment:
    try:
        with warnings.catch_warnings(), _opened(raw) as opened:
            opened.load()
            image: Image.Image = opened
            if FORMATS[kind] != "GIF":
                image, raw = _published(opened, FORMATS[kind])
            return Attachment(name, kind, len(raw), keep(raw), image.width, image.height)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AttachmentError(
            "attachment.pixels",
            f"写真「{name}」は画素が多すぎます。小さくして保存し直してください。",
            f"The picture {name!r} has too many pixels. Save it again in a smaller size.",
        ) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise AttachmentError(
            "attachment.image",
            f"写真「{name}」を開けません（{error}）。別の形式（JPEG）で保存し直してください。",
            f"The picture {name!r} cannot be opened ({error}). Save it again as JPEG.",
        ) from error


def _opened(raw: bytes) -> Image.Image:
    """The picture, not yet decoded. One of suspiciously many pixels raises, it does not warn."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    return Image.open(BytesIO(raw))


def _published(image: Image.Image, kind: str) -> tuple[Image.Image, bytes]:
    """The picture upright, without metadata, its longer side at most LONGEST_SIDE."""
    image = ImageOps.exif_transpose(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if kind == "JPEG" and image.mode != "RGB":
        image = image.convert("RGB")
    out = BytesIO()
    clean = Image.new(image.mode, image.size)
    if image.mode == "P" and image.palette:
        clean.putpalette(image.palette)
    clean.paste(image)
    options: dict[str, Any] = {"optimize": True}
    if kind in {"JPEG", "WEBP"}:
        options["quality"] = 82
    clean.save(out, kind, **options)
    return clean, out.getvalue()


def _pdf(name: str, kind: str, raw: bytes, keep: Callable[[bytes], str]) -> Attachment:
    try:
        reader = PdfReader(BytesIO(raw))
        pages = len(reader.pages)
        text = ""
        for page in reader.pages:
            text += page.extract_text() + "\n\n"
            if len(text) > MAX_PDF_TEXT:
                break
    except (PyPdfError, ValueError, KeyError, RecursionError, OSError) as error:
        raise AttachmentError(
            "attachment.pdf",
            f"PDF「{name}」を読めません（{error}）。作り直すか、印刷から PDF に保存し直してください。",
            f"The PDF {name!r} cannot be read ({error}). Make it again, or print it to a new PDF.",
        ) from error
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())[:MAX_PDF_TEXT]
    return Attachment(name, kind, len(raw), keep(raw), text=text or None, pages=pages)


_MAKERS = {"application/pdf": _pdf, **dict.fromkeys(FORMATS, _image)}
