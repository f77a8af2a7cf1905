"""Who scores a drawn filing again, who issues it, who answers, and why not."""

from __future__ import annotations

from accounts.models import User
from accounts.queries import posts_of_today
from core.workflow import Capacity, Ground
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Contribution, Submission
from evaluations.dossiers.permissions import capacities, capacities_in
from evaluations.dossiers.snapshots import FINISHED
from evaluations.second_scores.models import SampledFiling

SCORERS = frozenset({Capacity.DIVISION, Capacity.PERFORMANCE})
ISSUERS = frozenset({Capacity.PERFORMANCE})
ANSWERERS = frozenset({Capacity.FILER, Capacity.UNIT_HEAD})
NOT_FINANCE = "复核由财政部门业务股室、绩效股办理，您可以查看，不能办理。"
NOT_PERFORMANCE = "复核结果由财政部门绩效股下发，您可以查看，不能办理。"
OWN = "您是填报单位的人员或填写、报送过本表，请由其他人员复核。"
DONE = "本表已完成复核，复核得分不能修改。"
OVERTAKEN = "本表抽取后已取消审核，本次复核不再继续。重新审核通过后可以再次抽取。"
NOT_DONE = "本表尚未完成复核，不能办理。请先逐行复核并完成。"
ISSUED = "复核结果已经下发。"
NOT_THE_UNIT = "回执由填报单位的填报人或单位负责人填写，您可以查看，不能办理。"
ANSWERED = "本单位已经填写回执，不能再改。如有补充，请与财政局绩效股联系。"


def refusal_to_score(user: User, filing: SampledFiling) -> NotAllowed | None:
    """Why `user` may not enter or finish the second scores: 403 the person, 409 the state; None: may."""
    if refusal := _refusal_of_person(user, filing, SCORERS, NOT_FINANCE):
        return refusal
    if hasattr(filing, "completion"):
        return NotAllowed.because(DONE, Ground.STATE)
    return None if is_current(filing) else NotAllowed.because(OVERTAKEN, Ground.STATE)


def refusal_to_issue(user: User, filing: SampledFiling) -> NotAllowed | None:
    """As `refusal_to_score`, for issuing it to the unit."""
    if refusal := _refusal_of_person(user, filing, ISSUERS, NOT_PERFORMANCE):
        return refusal
    if not hasattr(filing, "completion"):
        return NotAllowed.because(NOT_DONE, Ground.STATE)
    if hasattr(filing, "issue"):
        return NotAllowed.because(ISSUED, Ground.STATE)
    return None if is_current(filing) else NotAllowed.because(OVERTAKEN, Ground.STATE)


def refusal_to_print(user: User, filing: SampledFiling) -> NotAllowed | None:
    """As `refusal_to_score`, for the papers of what is finished."""
    if not SCORERS & capacities(user, filing.evaluation):
        return NotAllowed.because(NOT_FINANCE)
    return None if hasattr(filing, "completion") else NotAllowed.because(NOT_DONE, Ground.STATE)


def refusal_to_answer(user: User, filing: SampledFiling) -> NotAllowed | None:
    """As `refusal_to_score`, for the unit's 回执; nobody of a unit sees what was not issued."""
    if not ANSWERERS & capacities_in(filing.evaluation.unit, posts_of_today(user)):
        return NotAllowed.because(NOT_THE_UNIT)
    if not hasattr(filing, "issue"):
        return NotAllowed.because(NOT_DONE, Ground.STATE)
    return NotAllowed.because(ANSWERED, Ground.STATE) if hasattr(filing, "answer") else None


def is_current(filing: SampledFiling) -> bool:
    """Whether what was drawn is what is approved now."""
    later = Submission.objects.filter(evaluation=filing.evaluation_id, number__gt=filing.submission.number)
    return filing.evaluation.status in FINISHED and not later.exists()


def _refusal_of_person(
    user: User, filing: SampledFiling, wanted: frozenset[Capacity], words: str
) -> NotAllowed | None:
    """Nobody of the unit, and nobody who filled in or filed it, decides on it, whatever else they are."""
    held = capacities(user, filing.evaluation)
    if not wanted & held:
        return NotAllowed.because(words)
    posts = posts_of_today(user)
    is_own = ANSWERERS & held or any(post.unit_id == filing.evaluation.unit_id for post in posts)
    wrote = Contribution.objects.filter(evaluation=filing.evaluation_id, user=user)
    return NotAllowed.because(OWN) if is_own or wrote.exists() else None
