from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "evaluations.dossiers"
    verbose_name = "绩效自评"

    def ready(self) -> None:
        from accounts.navigation import Entry, register
        from evaluations.dossiers.checklist import CHECKING
        from evaluations.dossiers.queries import stored_evidence
        from evaluations.dossiers.recurring import OF_THE_BUREAU
        from evaluations.dossiers.signing import stored_scans
        from foundation.audit.immutability import protect
        from foundation.intake.holders import register as hold

        protect("dossiers_move")
        protect("dossiers_submission")
        protect("dossiers_contribution")
        protect("dossiers_signedcopy")
        protect("dossiers_voiding")
        protect("dossiers_fillinggrant")
        protect("dossiers_revocation")
        protect("dossiers_extension")
        protect("dossiers_remark", open_while="OLD.move_id IS NULL")
        protect("dossiers_remarkentry")
        removal = ("removed_by_id", "removed_at")
        protect("dossiers_evidence", allow_columns=removal, open_while="OLD.filed_in IS NULL")
        hold("dossiers.Evidence", stored_evidence)
        hold("dossiers.SignedCopy", stored_scans)
        register(Entry(label="自评任务", url_name="dossiers:list", order=20))
        register(Entry(label="报送材料", url_name="dossiers:dossiers", order=22))
        register(Entry(label="核对清单", url_name="checklists", roles=CHECKING, order=23))
        register(Entry(label="问题统计", url_name="recurring_findings", roles=OF_THE_BUREAU, order=25))
