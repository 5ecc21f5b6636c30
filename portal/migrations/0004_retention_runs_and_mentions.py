"""What the retention rules did, and where erased people are still named."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_content_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ran_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="ran at"
                    ),
                ),
                ("done", models.JSONField(default=dict, verbose_name="rows by rule")),
            ],
            options={
                "verbose_name": "run of the retention rules",
                "verbose_name_plural": "runs of the retention rules",
                "ordering": ["-ran_at"],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.BigIntegerField(verbose_name="person")),
                ("subject_type", models.CharField(max_length=60, verbose_name="kind of record")),
                ("subject_id", models.BigIntegerField(verbose_name="record")),
                ("field", models.CharField(max_length=60, verbose_name="field")),
                (
                    "found_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="found at"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "to be decided"),
                            ("kept", "stays as it was published"),
                            ("changed", "was changed by hand"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "decided_by_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="decided by"),
                ),
            ],
            options={
                "verbose_name": "mention of an erased person",
                "verbose_name_plural": "mentions of erased people",
                "ordering": ["-found_at", "subject_type", "subject_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person_id", "subject_type", "subject_id", "field"),
                        name="mention_once",
                        violation_error_message="This place is listed for this person already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decision", "")),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="mention_decided_has_its_time",
                        violation_error_message="A decision and its time come together.",
                    ),
                ],
            },
        ),
    ]
