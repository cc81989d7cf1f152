"""Reads pictures that people send, and writes them anew."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 2_000_000
LARGEST_PIXELS = 20_000_000
WIDEST, TALLEST = 400, 200


class NotAPicture(Exception):
    """The file is no PNG or JPEG, or it is too large."""


def as_png(file: BytesIO) -> bytes:
    """The picture as a PNG of at most 400 × 200 px, without anything but its pixels.

    Raises NotAPicture for other formats, files over 2 MB, and pictures over 20 million pixels.
    """
    content = file.getvalue()
    if len(content) > LARGEST_FILE:
        raise NotAPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
            if picture.width * picture.height > LARGEST_PIXELS:
                raise NotAPicture
            small = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as fault:
        raise NotAPicture from fault
    except Image.DecompressionBombError as fault:
        raise NotAPicture from fault
    small.thumbnail((WIDEST, TALLEST))
    written = BytesIO()
    small.save(written, "PNG", optimize=True)
    return written.getvalue()
