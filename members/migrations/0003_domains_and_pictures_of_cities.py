"""E-mail domains of cities, a crest or picture of each, and the addresses of records that were merged."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

from portal.lib.content_version import raised_by


class Migration(migrations.Migration):
    dependencies = [("members", "0002_profiles"), ("portal", "0003_content_version")]
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
        migrations.CreateModel(
            name="CityPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "width",
                    models.PositiveSmallIntegerField(
                        choices=[(320, "beside the name"), (960, "on large screens")],
                        verbose_name="width at most",
                    ),
                ),
                ("file", models.FileField(max_length=250, upload_to="cities", verbose_name="file")),
                ("breadth", models.PositiveIntegerField(verbose_name="width in pixels")),
                ("height", models.PositiveIntegerField(verbose_name="height in pixels")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of a city",
                "verbose_name_plural": "pictures of cities",
                "ordering": ["width"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("city", "width"),
                        name="city_picture_once",
                        violation_error_message="A city has one picture of each width.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="address")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_addresses",
                        to="members.city",
                        verbose_name="city",
                    ),
                ),
            ],
            options={
                "verbose_name": "former address of a city",
                "verbose_name_plural": "former addresses of cities",
                "ordering": ["slug"],
            },
        ),
        raised_by("members_citypicture"),
        raised_by("members_formeraddress"),
    ]
