"""The version of all content, and the triggers of every table that pages show."""

from django.db import migrations

from portal.lib.content_version import DROP_TABLES, MAKE_TABLES, raised_by


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_cache_table"),
        ("members", "0001_initial"),
        ("visits", "0001_initial"),
        ("documents", "0002_pages_of_versions"),
    ]
    operations = [
        migrations.RunSQL(MAKE_TABLES, DROP_TABLES),
        raised_by("members_city"),
        raised_by("members_cityalias"),
        raised_by("members_citymembership"),
        # A login writes the row too, and shows nowhere.
        raised_by("members_person", "name", "name_key", "email"),
        raised_by("members_post"),
        raised_by("members_forum"),
        raised_by("members_group"),
        raised_by("members_group_forums"),
        raised_by("members_groupmembership"),
        raised_by("members_mandate"),
        raised_by("visits_gathering"),
        raised_by("visits_meeting"),
        raised_by("visits_meeting_joint_groups"),
        raised_by("visits_meetinghost"),
        raised_by("visits_organiser"),
        raised_by("visits_agendaday"),
        raised_by("visits_agendaitem"),
        raised_by("visits_speaker"),
        raised_by("visits_release"),
        raised_by("visits_practicalpart"),
        raised_by("visits_attendance"),
        raised_by("documents_document"),
        raised_by("documents_documentversion"),
        raised_by("documents_documentpage"),
        raised_by("documents_pageimage"),
    ]
