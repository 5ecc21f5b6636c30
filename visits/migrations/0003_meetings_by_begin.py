"""An index in the order in which past meetings are listed, the latest first."""

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0002_meeting_changed_at")]
    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("starts_on", "month_on"),
                    descending=True,
                ),
                models.F("title_key"),
                name="meeting_by_begin",
            ),
        ),
    ]
