"""What groups want to reach, by year."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

from portal.lib.content_version import raised_by


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_domains_and_pictures_of_cities"),
        ("portal", "0003_content_version"),
    ]
    operations = [
        migrations.CreateModel(
            name="GroupYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("objectives", models.TextField(verbose_name="objectives")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="members.group",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "verbose_name": "objectives of a year",
                "verbose_name_plural": "objectives by year",
                "ordering": ["-year"],
            },
        ),
        migrations.AddConstraint(
            model_name="groupyear",
            constraint=models.UniqueConstraint(
                fields=("group", "year"),
                name="group_year_once",
                violation_error_message="This group has objectives for this year already.",
            ),
        ),
        raised_by("members_groupyear"),
    ]
