"""Static files under names that carry their sum, as browsers may keep them for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTS = ("js/*.js", ((r'(?P<matched>from "(?P<url>\./[\w.-]+)";)', 'from "%(url)s";'),))


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Our scripts import each other under these names too: a browser runs a module once for each address."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, IMPORTS)
