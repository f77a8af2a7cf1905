from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("projects", "0001_projects_and_targets"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="last_row_number",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="已用指标序号"),
        ),
    ]
