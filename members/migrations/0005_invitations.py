"""Invitations, one by one and many at once."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0004_objectives_by_year")]
    operations = [
        migrations.CreateModel(
            name="InvitationBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked for at"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of invitations",
                "verbose_name_plural": "batches of invitations",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=160, verbose_name="name")),
                (
                    "post_kind",
                    models.CharField(
                        choices=[
                            ("representative", "representative"),
                            ("coordinator", "coordinator"),
                        ],
                        default="representative",
                        max_length=15,
                        verbose_name="role",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="job title")),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "none"),
                            ("staff", "staff"),
                            ("administrator", "administrator"),
                        ],
                        default="",
                        max_length=15,
                        verbose_name="office",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="created at"
                    ),
                ),
                ("sends", models.PositiveSmallIntegerField(default=0, verbose_name="times sent")),
                (
                    "sent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last sent at"),
                ),
                (
                    "expires_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="open until"),
                ),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="opened at"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        related_name="invitations",
                        to="members.group",
                        verbose_name="working groups",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="members.invitationbatch",
                        verbose_name="batch",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-created_at", "email"],
            },
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["-created_at", "-id"], name="invitation_latest"),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                fields=["city", "-created_at", "-id"], name="invitation_latest_to_city"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("email", "city"),
                name="invitation_open_once",
                nulls_distinct=False,
                violation_error_message="This address has an open invitation already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                ),
                name="invitation_ends_one_way",
                violation_error_message="An invitation is accepted or withdrawn, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("city__isnull", False), ("office", "")),
                    models.Q(("city__isnull", True), models.Q(("office", ""), _negated=True)),
                    _connector="OR",
                ),
                name="invitation_to_city_or_office",
                violation_error_message="An invitation is for a city or for an office of the secretariat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="invitation_email_lower_case",
                violation_error_message="An e-mail address is kept in lower case.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("expires_at__isnull", True), ("sends", 0), ("sent_at__isnull", True)),
                    models.Q(
                        ("expires_at__isnull", False), ("sends__gt", 0), ("sent_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="invitation_sent_has_its_times",
                violation_error_message="What was sent has its time, and a day on which it ends.",
            ),
        ),
    ]
