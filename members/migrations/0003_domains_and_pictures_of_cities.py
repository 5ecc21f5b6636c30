"""E-mail domains of cities, and a crest or picture of each."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0002_profiles")]
    operations = [
        migrations.CreateModel(
            name="CityDomain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("domain", models.CharField(max_length=253, unique=True, verbose_name="domain")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="domains",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
            ],
            options={
                "verbose_name": "e-mail domain",
                "verbose_name_plural": "e-mail domains",
                "ordering": ["domain"],
            },
        ),
        migrations.AddField(
            model_name="city",
            name="picture",
            field=models.FileField(
                blank=True, max_length=200, upload_to="", verbose_name="crest or picture"
            ),
        ),
        migrations.AddField(
            model_name="city",
            name="picture_alt",
            field=models.CharField(blank=True, max_length=200, verbose_name="the picture in words"),
        ),
        migrations.AddConstraint(
            model_name="citydomain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("domain", django.db.models.functions.text.Lower("domain")),
                    ("domain__contains", "."),
                    models.Q(("domain__contains", "@"), _negated=True),
                ),
                name="city_domain_is_a_domain",
                violation_error_message="A domain is written without @ and in lower case, as in utrecht.nl.",
            ),
        ),
    ]
