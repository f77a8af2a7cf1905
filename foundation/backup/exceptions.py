"""Why a backup or a restore was not made."""


class BackupError(Exception):
    """One sentence for the operator: what is wrong, and what to do next. Nothing was changed."""
