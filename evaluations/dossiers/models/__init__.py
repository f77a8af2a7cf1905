"""What is filed and decided, filing by filing, and what is done with a unit's whole set."""

from evaluations.dossiers.models.deadlines import Extension
from evaluations.dossiers.models.evidence import Evidence
from evaluations.dossiers.models.filings import (
    LEADING_ROLES,
    LISTS,
    Cell,
    Contribution,
    Evaluation,
    FindingAnswer,
    IndicatorLine,
    Move,
    OfficeFindings,
    Printing,
    Submission,
)
from evaluations.dossiers.models.grants import FillingGrant, Revocation
from evaluations.dossiers.models.letters import Letter, LetterPrinting
from evaluations.dossiers.models.phrases import Phrase
from evaluations.dossiers.models.remarks import Remark, RemarkEntry
from evaluations.dossiers.models.sets import SetPrinting
from evaluations.dossiers.models.signing import SignedCopy, Voiding

__all__ = [
    "LEADING_ROLES",
    "LISTS",
    "Cell",
    "Contribution",
    "Evaluation",
    "Evidence",
    "Extension",
    "FillingGrant",
    "FindingAnswer",
    "IndicatorLine",
    "Letter",
    "LetterPrinting",
    "Move",
    "OfficeFindings",
    "Phrase",
    "Printing",
    "Remark",
    "RemarkEntry",
    "Revocation",
    "SetPrinting",
    "SignedCopy",
    "Submission",
    "Voiding",
]
