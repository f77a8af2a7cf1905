"""A filing as it was opened, and the filer of its unit."""

import pytest

from accounts.models import User
from evaluations.dossiers.models import Evaluation
from tests.factories import Role, make_evaluation, make_user


@pytest.fixture
def evaluation() -> Evaluation:
    return make_evaluation()


@pytest.fixture
def filer(evaluation) -> User:
    return make_user(evaluation.unit, Role.FILER)
