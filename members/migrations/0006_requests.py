"""Requests for access to a city and for places in groups."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0005_invitations")]
    operations = [
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked at"
                    ),
                ),
                (
                    "to_staff_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="passes to staff at"),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not answered yet"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("taken_back", "taken back"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "told_city_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="coordinators told at"
                    ),
                ),
                (
                    "told_staff_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="staff told at"),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="job title")),
                ("note", models.TextField(blank=True, verbose_name="why")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="address confirmed at"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_requests",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for access",
                "verbose_name_plural": "requests for access",
                "ordering": ["asked_at"],
            },
        ),
        migrations.CreateModel(
            name="GroupRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked at"
                    ),
                ),
                (
                    "to_staff_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="passes to staff at"),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not answered yet"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("taken_back", "taken back"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "told_city_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="coordinators told at"
                    ),
                ),
                (
                    "told_staff_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="staff told at"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_requests",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="members.group",
                        verbose_name="group",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a place in a group",
                "verbose_name_plural": "requests for places in groups",
                "ordering": ["asked_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="access_request_answered_once",
                violation_error_message="An answer and its time come together.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")),
                fields=("email", "city"),
                name="access_request_open_once",
                violation_error_message="This address has asked for this city already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="access_request_email_lower_case",
                violation_error_message="An e-mail address is kept in lower case.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grouprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="group_request_answered_once",
                violation_error_message="An answer and its time come together.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grouprequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")),
                fields=("person", "group"),
                name="group_request_open_once",
                violation_error_message="This person has asked for this group already.",
            ),
        ),
    ]
