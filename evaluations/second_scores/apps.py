from django.apps import AppConfig

OPEN = "NOT EXISTS (SELECT 1 FROM second_scores_completion done WHERE done.filing_id = {row}.filing_id)"
CLOSED = ("review", "sampledfiling", "completion", "issue", "unitanswer", "reviewprinting")
UNTIL_ISSUED = "NOT EXISTS (SELECT 1 FROM second_scores_issue done WHERE done.filing_id = {row}.filing_id)"


class SecondScoresConfig(AppConfig):
    name = "evaluations.second_scores"
    verbose_name = "复核"

    def ready(self) -> None:
        from accounts.navigation import Entry, register
        from evaluations.second_scores.queries import READERS
        from foundation.audit.immutability import protect

        for table in CLOSED:
            protect(f"second_scores_{table}")
        protect(
            "second_scores_secondscore",
            open_while=OPEN.format(row="OLD"),
            enters_while=OPEN.format(row="NEW"),
        )
        protect(
            "second_scores_opinion",
            open_while=UNTIL_ISSUED.format(row="OLD"),
            enters_while=UNTIL_ISSUED.format(row="NEW"),
        )
        register(Entry(label="复核", url_name="reviews", roles=READERS, order=23))
