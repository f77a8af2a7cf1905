from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0008_letters'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='rendereddocument',
            name='document_of_findings_or_none',
        ),
        migrations.AlterField(
            model_name='rendereddocument',
            name='kind',
            field=models.CharField(choices=[('table', '自评表'), ('report', '自评报告'), ('bundle', '自评报告及附件'), ('evidence', '佐证材料清单'), ('workings', '自评表（附计算过程）'), ('findings', '校验结果单'), ('remarks', '修改意见单')], max_length=20, verbose_name='文书'),
        ),
        migrations.AddConstraint(
            model_name='rendereddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('findings__isnull', False), ('kind__in', ['findings', 'remarks'])), models.Q(models.Q(('kind__in', ['findings', 'remarks']), _negated=True), ('findings__isnull', True)), _connector='OR'), name='document_of_findings_or_none'),
        ),
    ]
