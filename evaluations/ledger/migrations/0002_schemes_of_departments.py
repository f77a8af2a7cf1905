from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_ledgers'),
    ]

    operations = [
        migrations.AddField(
            model_name='ledgerscheme',
            name='is_shared',
            field=models.BooleanField(default=False, verbose_name='供所属单位使用'),
        ),
        migrations.RemoveConstraint(
            model_name='ledgerscheme',
            name='ledger_scheme_once',
        ),
        migrations.AddConstraint(
            model_name='ledgerscheme',
            constraint=models.UniqueConstraint(fields=('unit', 'year', 'is_shared'), name='ledger_scheme_once'),
        ),
    ]
