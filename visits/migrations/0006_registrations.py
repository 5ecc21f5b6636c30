import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.lib.content_version import raised_by


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0008_history_of_groups"),
        ("portal", "0005_autosaves"),
        ("visits", "0005_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Allotment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("host", "host team"),
                            ("speakers", "speakers"),
                            ("staff", "staff"),
                        ],
                        max_length=10,
                        verbose_name="for",
                    ),
                ),
                ("seats", models.PositiveIntegerField(verbose_name="seats")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="kept until")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, verbose_name="version of the row"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allotments",
                        to="visits.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "allotment",
                "verbose_name_plural": "allotments",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="what")),
                ("on", models.DateField(blank=True, null=True, verbose_name="day")),
                ("note", models.CharField(blank=True, max_length=250, verbose_name="note")),
                ("seats", models.PositiveIntegerField(blank=True, null=True, verbose_name="seats")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, verbose_name="version of the row"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="visits.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "option",
                "verbose_name_plural": "options",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(blank=True, max_length=40, verbose_name="ready question")),
                ("label", models.CharField(max_length=200, verbose_name="question")),
                (
                    "help_text",
                    models.CharField(blank=True, max_length=300, verbose_name="explanation"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("line", "a line of text"),
                            ("text", "a longer text"),
                            ("yes_no", "yes or no"),
                            ("choice", "one of several"),
                            ("choices", "any of several"),
                            ("day", "a day"),
                            ("moment", "a day and time"),
                        ],
                        default="line",
                        max_length=10,
                        verbose_name="kind of answer",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="answers to choose from",
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="must be answered"),
                ),
                (
                    "is_followup",
                    models.BooleanField(default=False, verbose_name="asked once confirmed"),
                ),
                (
                    "care",
                    models.CharField(
                        choices=[
                            ("ordinary", "ordinary"),
                            ("sensitive", "sensitive: asked with a consent of its own"),
                            ("security", "for the venue's security"),
                        ],
                        default="ordinary",
                        max_length=10,
                        verbose_name="care",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, verbose_name="version of the row"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="visits.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="organisation"),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="role in the delegation"
                    ),
                ),
                ("is_guest", models.BooleanField(default=False, verbose_name="guest")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("pending", "waiting for approval"),
                            ("confirmed", "confirmed"),
                            ("waiting", "on the waiting list"),
                            ("offered", "offered a seat"),
                            ("refused", "refused"),
                            ("declined", "declined"),
                            ("lapsed", "lapsed"),
                            ("cancelled", "cancelled"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "registered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="registered at"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ("is_late", models.BooleanField(default=False, verbose_name="cancelled late")),
                (
                    "approval",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nobody"),
                            ("city", "the city"),
                            ("staff", "the secretariat"),
                        ],
                        max_length=10,
                        verbose_name="to be approved by",
                    ),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="approved at"),
                ),
                (
                    "to_staff_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="passes to staff at"),
                ),
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
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="note of those who prepare"
                    ),
                ),
                (
                    "copy_to",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="copies of mails to"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answers given at"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
                ),
                (
                    "objected_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="objected to being listed at"
                    ),
                ),
                (
                    "link_number",
                    models.PositiveIntegerField(default=0, verbose_name="number of the link"),
                ),
                (
                    "calendar_sequence",
                    models.PositiveIntegerField(default=0, verbose_name="calendar sequence"),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=0, verbose_name="version of the row"),
                ),
                (
                    "allotment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="registrations",
                        to="visits.allotment",
                        verbose_name="seats kept for",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="visits.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="visits.registration",
                        verbose_name="takes the place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["registered_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("room", "in the room"),
                            ("online", "online"),
                            ("option", "option"),
                        ],
                        max_length=10,
                        verbose_name="to what",
                    ),
                ),
                (
                    "takes_city_seat",
                    models.BooleanField(
                        default=False, verbose_name="takes one of the city's seats"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("pending", "waiting for approval"),
                            ("confirmed", "confirmed"),
                            ("waiting", "on the waiting list"),
                            ("offered", "offered a seat"),
                            ("refused", "refused"),
                            ("declined", "declined"),
                            ("lapsed", "lapsed"),
                            ("cancelled", "cancelled"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="place in line")),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked at"
                    ),
                ),
                (
                    "since_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="in this state since"
                    ),
                ),
                (
                    "until_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="to be answered until"
                    ),
                ),
                (
                    "allotment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claims",
                        to="visits.allotment",
                        verbose_name="seat kept for",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="visits.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="visits.option",
                        verbose_name="option",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="visits.registration",
                        verbose_name="registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.JSONField(verbose_name="answer")),
                (
                    "answered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="answered at"
                    ),
                ),
                (
                    "consent_wording",
                    models.TextField(blank=True, verbose_name="consent as it was asked"),
                ),
                (
                    "consented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="consented at"),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="visits.question",
                        verbose_name="question",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="visits.registration",
                        verbose_name="registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["question__position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("email", "participants see my e-mail address"),
                            ("public", "everyone sees my name in the list of participants"),
                            ("photographs", "photographs in which I can be recognised"),
                        ],
                        max_length=15,
                        verbose_name="for what",
                    ),
                ),
                ("wording", models.TextField(verbose_name="as it was asked")),
                (
                    "given_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="given at"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="visits.registration",
                        verbose_name="registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent of a participant",
                "verbose_name_plural": "consents of participants",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at"),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("csv", "CSV"), ("xlsx", "XLSX")],
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        size=None,
                        verbose_name="columns",
                    ),
                ),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
                (
                    "has_sensitive",
                    models.BooleanField(default=False, verbose_name="with sensitive answers"),
                ),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what for")),
                (
                    "delete_by_on",
                    models.DateField(blank=True, null=True, verbose_name="to be deleted by"),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="said to be deleted at"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration_exports",
                        to="visits.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of registrations that was taken away",
                "verbose_name_plural": "lists of registrations that were taken away",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="about_registration",
                        to="portal.message",
                        verbose_name="mail",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="visits.registration",
                        verbose_name="registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail about a registration",
                "verbose_name_plural": "mails about registrations",
                "ordering": ["-message__queued_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("none", "no registration"),
                            ("here", "here"),
                            ("elsewhere", "on another site"),
                            ("mail", "by mail to the contact"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="registration is",
                    ),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the other site"
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens at")),
                (
                    "closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closes at"),
                ),
                (
                    "answers_until_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="answers can be changed until"
                    ),
                ),
                (
                    "room_seats",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="seats in the room"
                    ),
                ),
                (
                    "online_seats",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="seats online"),
                ),
                (
                    "seats_per_city",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="seats per city",
                    ),
                ),
                (
                    "city_limit_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="seats per city no longer limit from"
                    ),
                ),
                (
                    "allocation",
                    models.CharField(
                        choices=[
                            ("in_order", "in the order in which people register"),
                            ("by_selection", "by selection, after registration has closed"),
                        ],
                        default="in_order",
                        max_length=15,
                        verbose_name="seats are given",
                    ),
                ),
                (
                    "selected_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="selection answered at"
                    ),
                ),
                (
                    "approval",
                    models.CharField(
                        choices=[
                            ("none", "nobody: who registers is accepted"),
                            ("city", "the city's coordinator"),
                            ("staff", "the secretariat or the group's chair"),
                        ],
                        default="city",
                        max_length=10,
                        verbose_name="who approves",
                    ),
                ),
                (
                    "approval_of_group",
                    models.CharField(
                        choices=[
                            ("none", "nobody: who registers is accepted"),
                            ("city", "the city's coordinator"),
                            ("staff", "the secretariat or the group's chair"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="who approves members of the group",
                    ),
                ),
                (
                    "last_number",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="last place in line"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=0, verbose_name="version of the row"),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registration_settings",
                        to="visits.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "security_readers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who sees what the venue's security asks for",
                    ),
                ),
            ],
            options={
                "verbose_name": "settings of a registration",
                "verbose_name_plural": "settings of registrations",
            },
        ),
        migrations.AddConstraint(
            model_name="allotment",
            constraint=models.UniqueConstraint(
                fields=("meeting", "kind"),
                name="allotment_once",
                violation_error_message="Seats are kept for them already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="option",
            constraint=models.UniqueConstraint(
                fields=("meeting", "title"),
                name="option_once",
                violation_error_message="There is such an option already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("meeting", "key"),
                name="question_once",
                violation_error_message="This is asked already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("choices__len__gte", 2), ("kind__in", ("choice", "choices"))),
                    models.Q(
                        models.Q(("kind__in", ("choice", "choices")), _negated=True),
                        ("choices", []),
                    ),
                    _connector="OR",
                ),
                name="question_choices_fit",
                violation_error_message="Give at least two answers to choose from, one a line.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("care", "sensitive"), _negated=True),
                    ("is_required", False),
                    _connector="OR",
                ),
                name="question_sensitive_is_free",
                violation_error_message="Nobody can be made to answer a sensitive question.",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["meeting", "state"], name="registration_by_state"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["city", "state"], name="registration_by_city"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("meeting", "person"),
                name="registration_living_once",
                violation_error_message="This person is registered for the meeting already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state__in", ("refused", "declined", "lapsed", "cancelled", "withdrawn")),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "state__in",
                                ("refused", "declined", "lapsed", "cancelled", "withdrawn"),
                            ),
                            _negated=True,
                        ),
                        ("ended_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="registration_ended_has_time",
                violation_error_message="The end of a registration and its time come together.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at__isnull", False), ("approved_by__isnull", True), _connector="OR"
                ),
                name="registration_approved_by_with_at",
                violation_error_message="Who approved goes with when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("city__isnull", False),
                    models.Q(("approval", "city"), _negated=True),
                    _connector="OR",
                ),
                name="registration_approved_by_a_city",
                violation_error_message="Without a city there is nobody of a city to approve.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces__isnull", True),
                    models.Q(("replaces", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="registration_replaces_another",
                violation_error_message="Nobody takes their own place.",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["meeting", "state"], name="claim_by_state"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state__in", ("invited", "offered"))),
                fields=["until_at"],
                name="claim_by_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("option__isnull", False), ("what", "option")),
                    models.Q(models.Q(("what", "option"), _negated=True), ("option__isnull", True)),
                    _connector="OR",
                ),
                name="claim_option_fits",
                violation_error_message="A claim to an option names it, and no other does.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("confirmed", "offered", "waiting", "pending", "invited"))
                ),
                fields=("registration", "what", "option"),
                name="claim_living_once",
                nulls_distinct=False,
                violation_error_message="This is asked for already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("confirmed", "offered", "waiting", "pending", "invited"))
                ),
                fields=("meeting", "number", "what", "option"),
                name="claim_number_once",
                nulls_distinct=False,
                violation_error_message="Somebody else has this place in line.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "offered"), ("until_at__isnull", False)),
                    ("state", "invited"),
                    models.Q(
                        models.Q(("state__in", ("invited", "offered")), _negated=True),
                        ("until_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="claim_offer_has_end",
                violation_error_message="An offer says until when; what is no offer does not.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("takes_city_seat", False),
                    models.Q(
                        ("allotment__isnull", True),
                        ("city__isnull", False),
                        ("state__in", ("confirmed", "offered")),
                    ),
                    _connector="OR",
                ),
                name="claim_city_seat_fits",
                violation_error_message="A city's seat is taken by who holds one for a city.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allotment__isnull", True),
                    ("state__in", ("confirmed", "offered")),
                    _connector="OR",
                ),
                name="claim_allotment_holds",
                violation_error_message="A kept seat is taken by who holds it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("registration", "question"),
                name="answer_once",
                violation_error_message="This question is answered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent_wording", ""), ("consented_at__isnull", True)),
                    models.Q(
                        models.Q(("consent_wording", ""), _negated=True),
                        ("consented_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="answer_consent_has_wording",
                violation_error_message="A consent is kept with its time and its wording.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("registration", "kind"),
                name="registration_consent_given_once",
                violation_error_message="This consent is given already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("has_sensitive", False),
                    models.Q(
                        ("delete_by_on__isnull", False), models.Q(("purpose", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="registration_export_sensitive_ends",
                violation_error_message="Sensitive answers leave only for a purpose, and with a day by which they are deleted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "elsewhere"), _negated=True),
                    models.Q(("link", ""), _negated=True),
                    _connector="OR",
                ),
                name="registration_elsewhere_has_link",
                violation_error_message="Give the address of the site where one registers.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_at__isnull", True),
                    ("closes_at__isnull", True),
                    ("closes_at__gt", models.F("opens_at")),
                    _connector="OR",
                ),
                name="registration_closes_after_opening",
                violation_error_message="Registration closes before it opens.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allocation", "in_order"), ("closes_at__isnull", False), _connector="OR"
                ),
                name="registration_selection_has_deadline",
                violation_error_message="A selection is made after registration has closed: give the moment when it closes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("selected_at__isnull", True), ("allocation", "by_selection"), _connector="OR"
                ),
                name="registration_selected_by_selection",
                violation_error_message="Only where seats are given by selection is there one to answer.",
            ),
        ),
        # What pages show and decide by: who takes part, and how one registers.
        raised_by("visits_registration", "state", "person_id", "city_id"),
        raised_by("visits_registrationsettings"),
    ]
