"""Several filings are held before one of them is written."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from evaluations.dossiers.services.guard import hold
from tests.dossiers.consolidated import issue_one


def test_filings_are_held_with_their_wholes_by_ascending_key_in_one_query(db):
    """Of two that hold the same filings in another order one would be broken off (D13)."""
    whole = issue_one().whole
    parts = list(whole.children.order_by("-pk"))

    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        hold(parts)

    (query,) = [one["sql"] for one in asked.captured_queries if "dossiers_evaluation" in one["sql"]]
    assert all(str(one.pk) in query for one in (whole, *parts))
    assert query.rpartition("ORDER BY")[2].split()[0] == "1", query  # the key, which alone is asked for
