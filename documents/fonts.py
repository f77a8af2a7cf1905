"""The fonts of official papers: files with known sums, and nothing else that a renderer may fetch (F4).

FandolFang stands for 仿宋, FandolSong Bold for 小标宋, FandolKai for 楷体. Latin letters and digits come from
Liberation Serif by range (in titles from its bold, as heavy as 小标宋), so that Chinese quotation marks stay
full width. What they lack falls back to Noto and Hanazono by fontconfig.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SYSTEM = Path("/usr/share/fonts")
SCHEME = "font:///"
LATIN = "U+0020-007E,U+2264-2265"


@dataclass(frozen=True)
class Face:
    """One @font-face: `folder` is None for a file in FONTS_DIR."""

    family: str
    file: str
    sha256: str
    folder: Path | None = None
    unicode_range: str = ""

    @property
    def path(self) -> Path:
        return (self.folder or fonts_dir()) / self.file

    @property
    def url(self) -> str:
        return SCHEME + self.file

    @property
    def rule(self) -> str:
        only = f"unicode-range:{self.unicode_range};" if self.unicode_range else ""
        return f"@font-face{{font-family:'{self.family}';src:url('{self.url}');{only}}}"


FACES = (
    Face(
        "Paper Latin",
        "LiberationSerif-Regular.ttf",
        "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba",
        folder=SYSTEM / "truetype" / "liberation2",
        unicode_range=LATIN,
    ),
    Face(
        "Paper Latin Bold",
        "LiberationSerif-Bold.ttf",
        "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723",
        folder=SYSTEM / "truetype" / "liberation2",
        unicode_range=LATIN,
    ),
    Face(
        "Paper Fang",
        "FandolFang-Regular.otf",
        "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    ),
    Face(
        "Paper Kai",
        "FandolKai-Regular.otf",
        "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
    ),
    Face(
        "Paper Title",
        "FandolSong-Bold.otf",
        "ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9",
    ),
    Face(
        "Paper Song",
        "FandolSong-Regular.otf",
        "a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0",
    ),
)
FALLBACKS = (
    SYSTEM / "opentype" / "noto" / "NotoSerifCJK-Regular.ttc",
    SYSTEM / "truetype" / "wqy" / "wqy-zenhei.ttc",
    SYSTEM / "truetype" / "hanazono" / "HanaMinA.ttf",
    SYSTEM / "truetype" / "hanazono" / "HanaMinB.ttf",
)


def fonts_dir() -> Path:
    """Where `./run` puts the fonts and their fonts.conf."""
    return Path(settings.FONTS_DIR)


def font_rules() -> str:
    """The @font-face rules of all faces."""
    return "\n".join(face.rule for face in FACES)


def font_file(url: str) -> Path | None:
    """Return the packaged file that `url` names; None for any other address."""
    return next((face.path for face in FACES if face.url == url), None)


def use_own_fontconfig() -> None:
    """Let fontconfig see only our folders, unless the environment has said where to look.

    Fonts that happen to be installed must not change an official paper (D16).
    """
    own = fonts_dir() / "fonts.conf"
    if own.is_file():
        os.environ.setdefault("FONTCONFIG_FILE", str(own))


def missing_fonts() -> list[str]:
    """Name the files that are not there."""
    wanted = [*(face.path for face in FACES), *FALLBACKS]
    return [str(path) for path in wanted if not path.is_file()]


def other_fonts() -> list[str]:
    """Name the files that are there but are not the ones we know."""
    present = [face for face in FACES if face.path.is_file()]
    return [
        str(face.path)
        for face in present
        if hashlib.sha256(face.path.read_bytes()).hexdigest() != face.sha256
    ]
