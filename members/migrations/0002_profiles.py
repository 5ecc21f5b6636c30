"""What a person keeps in a profile, consents, and that who was erased stays erased."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Whoever holds an older copy of the record would write the name back. A check of one row cannot see what it was before.
STAYS_ERASED = """
CREATE FUNCTION members_stays_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'person_erased_stays_erased',
        MESSAGE = 'an erased person is not written to: "person_erased_stays_erased"';
END $$;
CREATE TRIGGER stays_erased BEFORE UPDATE ON members_person FOR EACH ROW
    WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION members_stays_erased();
"""
# Who gives somebody a post while that one is being erased waits for the record, and then finds nobody.
GETS_NOTHING = """
CREATE FUNCTION members_of_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was_erased_at timestamptz;
BEGIN
    SELECT erased_at INTO was_erased_at FROM members_person WHERE id = NEW.person_id FOR KEY SHARE;
    IF was_erased_at IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'person_erased_gets_nothing',
            MESSAGE = 'an erased person gets nothing new: "person_erased_gets_nothing"';
    END IF;
    RETURN NEW;
END $$;
"""
TABLES = ("members_post", "members_groupmembership", "members_mandate", "members_consent")


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Consent",
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
                        choices=[("keep_needs", "keep my diet and access needs")],
                        max_length=20,
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-given_at"],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="access_needs",
            field=models.TextField(blank=True, verbose_name="access needs"),
        ),
        migrations.AddField(
            model_name="person",
            name="diet",
            field=models.TextField(blank=True, verbose_name="diet"),
        ),
        migrations.AddField(
            model_name="person",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="erased at"),
        ),
        migrations.AddField(
            model_name="person",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8),
                blank=True,
                default=list,
                size=None,
                verbose_name="languages",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="news",
            field=models.CharField(
                choices=[("at_once", "at once"), ("weekly", "once a week"), ("never", "never")],
                default="at_once",
                max_length=10,
                verbose_name="news",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="office_since_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="in office since"),
        ),
        migrations.AddField(
            model_name="person",
            name="phone",
            field=models.CharField(blank=True, max_length=40, verbose_name="telephone"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(
                        ("access_needs", ""),
                        ("diet", ""),
                        ("email__isnull", True),
                        ("is_active", False),
                        ("office", ""),
                        ("phone", ""),
                    ),
                    _connector="OR",
                ),
                name="person_erased_is_nobody",
                violation_error_message="Who was erased has no address and cannot log in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("person", "kind"),
                name="consent_given_once",
                violation_error_message="This consent is given already.",
            ),
        ),
        migrations.RunSQL(
            STAYS_ERASED,
            "DROP TRIGGER stays_erased ON members_person; DROP FUNCTION members_stays_erased()",
        ),
        migrations.RunSQL(GETS_NOTHING, "DROP FUNCTION members_of_nobody()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER of_nobody BEFORE INSERT OR UPDATE OF person_id ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION members_of_nobody()",
                f"DROP TRIGGER of_nobody ON {table}",
            )
            for table in TABLES
        ),
    ]
