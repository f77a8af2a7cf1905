"""What is printed, and what it was printed from. Nothing here changes once written, but a document's file."""

from __future__ import annotations

from django.conf import settings
from django.db import models


def _whole_or_not(name: str) -> models.CheckConstraint:
    """A file is there with everything that is known of it, or not at all."""
    nothing = models.Q(published_at__isnull=True, file_name="", sha256="", size__isnull=True)
    whole = models.Q(published_at__isnull=False, size__isnull=False) & ~models.Q(file_name="")
    return models.CheckConstraint(condition=nothing | (whole & ~models.Q(sha256="")), name=name)


class FormVersion(models.Model):
    """启用的自评表样: a released form, compiled. The same definition is stored once."""

    sha256 = models.CharField("校验值", max_length=64, unique=True)
    code = models.CharField("表样代码", max_length=60)
    name = models.CharField("表样名称", max_length=300)
    place = models.CharField("地区", max_length=300)
    scope = models.CharField("类别", max_length=12)
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本")
    definition = models.TextField("定义（规范JSON）")
    released_at = models.DateTimeField("启用时间", auto_now_add=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "启用的表样"
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.name}（{self.year}年，第{self.version}版）"


class FrozenFiling(models.Model):
    """报送内容: one snapshot in canonical JSON. Equal content is stored once; never edited, never deleted."""

    sha256 = models.CharField("校验值", max_length=64, unique=True)
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    body = models.TextField("内容（规范JSON）")
    created_at = models.DateTimeField("形成时间", auto_now_add=True)

    class Meta:
        verbose_name = "报送内容"

    def __str__(self) -> str:
        return self.sha256[:12]


class FrozenFindings(models.Model):
    """校验结果 or 修改意见: what was found in a frozen filing, or remarked on it, and what was answered.

    In words, in canonical JSON; the kind of its paper tells which. Equal content is stored once; never
    edited, never deleted.
    """

    sha256 = models.CharField("校验值", max_length=64, unique=True)
    state = models.CharField("校验内容", max_length=40)
    body = models.TextField("内容（规范JSON）")
    created_at = models.DateTimeField("形成时间", auto_now_add=True)

    class Meta:
        verbose_name = "校验结果"

    def __str__(self) -> str:
        return self.state


class Stamp(models.Model):
    """送签稿 or 定稿 of one frozen filing, with the version code that stands in every footer (D6)."""

    class Label(models.TextChoices):
        FOR_SIGNATURE = "for_signature", "送签稿"
        FINAL = "final", "定稿"

    frozen = models.ForeignKey(FrozenFiling, models.PROTECT, related_name="stamps")
    label = models.CharField("稿别", max_length=14, choices=Label)
    code = models.CharField("版本码", max_length=24, unique=True)
    created_at = models.DateTimeField("形成时间", auto_now_add=True)

    class Meta:
        verbose_name = "稿别与版本码"
        constraints = [models.UniqueConstraint(fields=["frozen", "label"], name="stamp_once_per_label")]

    def __str__(self) -> str:
        return f"{self.get_label_display()} {self.code}"


class RenderedDocument(models.Model):
    """正式文书: one file made by the worker from a frozen filing, its stamp and, for a list, findings."""

    class Kind(models.TextChoices):
        TABLE = "table", "自评表"
        REPORT = "report", "自评报告"
        BUNDLE = "bundle", "自评报告及附件"
        EVIDENCE = "evidence", "佐证材料清单"
        WORKINGS = "workings", "自评表（附计算过程）"
        FINDINGS = "findings", "校验结果单"
        REMARKS = "remarks", "修改意见单"

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"

    stamp = models.ForeignKey(Stamp, models.PROTECT, related_name="documents")
    kind = models.CharField("文书", max_length=20, choices=Kind)
    file_format = models.CharField("格式", max_length=5, choices=Format)
    findings = models.ForeignKey(FrozenFindings, models.PROTECT, null=True, related_name="+")
    renderer_version = models.CharField("版式版本", max_length=20)
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, related_name="+")
    file_name = models.CharField("存储名", max_length=80, blank=True)
    sha256 = models.CharField("文件校验值", max_length=64, blank=True)
    size = models.PositiveIntegerField("字节", null=True)
    created_at = models.DateTimeField("申请时间", auto_now_add=True)
    published_at = models.DateTimeField("生成时间", null=True)

    class Meta:
        verbose_name = "正式文书"
        constraints = [
            models.UniqueConstraint(
                fields=["stamp", "kind", "file_format", "renderer_version"],
                condition=models.Q(findings__isnull=True),
                name="document_once",
            ),
            models.UniqueConstraint(
                fields=["stamp", "findings", "kind", "file_format", "renderer_version"],
                name="document_once_for_findings",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["findings", "remarks"], findings__isnull=False)
                | (~models.Q(kind__in=["findings", "remarks"]) & models.Q(findings__isnull=True)),
                name="document_of_findings_or_none",
            ),
            _whole_or_not("document_published_whole_or_not"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.get_file_format_display()}）"

    @property
    def storage_key(self) -> str:
        """What the name of its file is made of, with its content."""
        return str(self.pk)


class FrozenSet(models.Model):
    """What one paper says of many filings (送签单, 汇总表, 函), in canonical JSON, with its version code.

    Equal content is stored once; never edited, never deleted. A 汇总表 is neither 送签稿 nor 定稿.
    """

    sha256 = models.CharField("校验值", max_length=64, unique=True)
    label = models.CharField("稿别", max_length=14, choices=Stamp.Label, blank=True)
    code = models.CharField("版本码", max_length=24, unique=True)
    body = models.TextField("内容（规范JSON）")
    created_at = models.DateTimeField("形成时间", auto_now_add=True)

    class Meta:
        verbose_name = "成套内容"

    def __str__(self) -> str:
        return f"{self.get_label_display()} {self.code}".strip()


class SetPaper(models.Model):
    """One file over many filings: 送签单, 部门汇总表, 汇总表, 函; or all papers in one (`parts`)."""

    class Kind(models.TextChoices):
        SIGN_OFF_SHEET = "sign_off_sheet", "送签单"
        COLLECTION = "collection", "全部材料"
        DEPARTMENT_TABLE = "department_table", "部门汇总表"
        SUMMARY = "summary", "汇总表"
        LETTER = "letter", "函"
        WORKING_PAPER = "working_paper", "复核底稿"
        OPINION = "opinion", "复核意见书"

    frozen_set = models.ForeignKey(FrozenSet, models.PROTECT, related_name="papers")
    kind = models.CharField("文书", max_length=20, choices=Kind)
    file_format = models.CharField("格式", max_length=5, choices=RenderedDocument.Format)
    renderer_version = models.CharField("版式版本", max_length=20)
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, related_name="+")
    file_name = models.CharField("存储名", max_length=80, blank=True)
    sha256 = models.CharField("文件校验值", max_length=64, blank=True)
    size = models.PositiveIntegerField("字节", null=True)
    created_at = models.DateTimeField("申请时间", auto_now_add=True)
    published_at = models.DateTimeField("生成时间", null=True)

    class Meta:
        verbose_name = "成套文书"
        constraints = [
            models.UniqueConstraint(
                fields=["frozen_set", "kind", "file_format", "renderer_version"], name="set_paper_once"
            ),
            _whole_or_not("set_paper_published_whole_or_not"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.get_file_format_display()}）"

    @property
    def storage_key(self) -> str:
        return f"set-{self.pk}"


class SetPart(models.Model):
    """What stands at one place of a collection: a paper of one filing, or the 送签单 or 函 of the set."""

    collection = models.ForeignKey(SetPaper, models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField("顺序")
    document = models.ForeignKey(RenderedDocument, models.PROTECT, null=True, related_name="+")
    sheet = models.ForeignKey(SetPaper, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "成套文书的一份"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "position"], name="set_part_once_per_position"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=True, sheet__isnull=False)
                | models.Q(document__isnull=False, sheet__isnull=True),
                name="set_part_is_one_paper",
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper)

    @property
    def paper(self) -> RenderedDocument | SetPaper:
        found = self.document or self.sheet
        assert found is not None  # the database says so
        return found
