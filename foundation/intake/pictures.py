"""Pictures: read by their own format's reader alone, with a limit of pixels."""

from __future__ import annotations

from typing import IO

from PIL import Image, ImageFile

from foundation.intake.refusal import RefusedFile

PIXELS = 80_000_000  # A3 at 600 dpi has 70 million
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
TOO_LARGE = (
    "图片为{width}×{height}像素，超过8000万像素。请缩小尺寸，或用手机、扫描仪的普通清晰度重新拍摄后再上传。"
)


def check(file: IO[bytes], extension: str) -> None:
    """Refuse what is too large; whatever Pillow raises tells that the file is damaged.

    A PNG's check sums are looked at whole; a JPEG is decoded at an eighth of its size.
    """
    Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and speaks
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it, for the whole process, when it is imported
    kind = FORMATS[extension]
    with Image.open(file, formats=[kind]) as picture:
        width, height = picture.size
        if width * height > PIXELS:
            raise RefusedFile(TOO_LARGE.format(width=width, height=height))
        if kind == "PNG":
            picture.verify()
        else:
            picture.draft(None, (max(width // 8, 1), max(height // 8, 1)))
            picture.load()
