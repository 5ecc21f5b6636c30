"""The fields that say nothing about people, each by name, so that a new one is looked at before it passes.

Numbers of rows (``id``) are left out: what they point to is listed where it is.
"""

from __future__ import annotations

from typing import Final

# Whose tables these are, or what they hold instead.
NOT_PERSONAL: Final[dict[str, str]] = {
    # Cities and groups
    "members.City": "name name_key slug country_code country latitude longitude time_zone geonames_id",
    "members.CityAlias": "city name name_key",
    "members.CityDomain": "city domain",
    "members.CityPicture": "city width file breadth height size sha256",
    "members.FormerAddress": "city slug",
    "members.CityMembership": "city kind starts_on ends_on",
    "members.Forum": "name name_key slug",
    "members.Group": "name_key slug closed_on forums",
    "members.Group_forums": "group forum",
    "members.GroupYear": "group year",
    "members.GroupHistory": "pgh_id pgh_created_at pgh_label pgh_obj entry_id",
    "members.GroupYearHistory": "pgh_id pgh_created_at pgh_label pgh_obj entry_id group year",
    # Meetings
    "visits.Gathering": "",
    "visits.Meeting": (
        "title_key slug kind mode lead_group forum joint_groups hosts dates starts_on ends_on month_on time_zone "
        "published_starts_on published_ends_on state published_at reported_at page_audience report_audience "
        "participants_audience follows part_of sequence version created_at changed_at publish_at publish_refused"
    ),
    "visits.Meeting_joint_groups": "meeting group",
    "visits.MeetingHost": "meeting city position",
    "visits.AgendaDay": "meeting on cancelled_at",
    "visits.AgendaItem": ("day uid kind starts ends ends_next_day position version cancelled_at"),
    "visits.Speaker": "position",
    "visits.Release": "meeting number is_small_correction made_at",
    "visits.PracticalPart": "meeting kind is_for_participants position version",
    "visits.Picture": "meeting group consent width height added_at version",
    "visits.PictureFile": "picture width format breadth height size sha256",
    "visits.CountdownStep": "meeting weeks_before taken_from done_at version",
    "visits.AgendaChange": "meeting verb undone_at",
    "visits.MeetingHistory": "pgh_id pgh_created_at pgh_label pgh_obj entry_id",
    "visits.AgendaItemHistory": (
        "pgh_id pgh_created_at pgh_label pgh_obj entry_id day kind starts ends ends_next_day"
    ),
    "visits.PracticalPartHistory": (
        "pgh_id pgh_created_at pgh_label pgh_obj entry_id meeting kind is_for_participants"
    ),
    # Registrations
    "visits.RegistrationSettings": (
        "meeting way link opens_at closes_at answers_until_at room_seats online_seats seats_per_city city_limit_until "
        "allocation selected_at approval approval_of_group last_number version security_readers"
    ),
    "visits.Allotment": "meeting kind seats until_on version",
    "visits.Option": "meeting on seats position version",
    "visits.Question": ("meeting key kind choices is_required is_followup care position version"),
    "visits.Registration": "version",
    "visits.RegistrationExport": "meeting form rows has_sensitive",
    "visits.ArchivePage": "meeting digest meeting_version read_at",
    # Documents
    "documents.Document": (
        "title_key kind audience meeting item group current visible_from_at position created_at version"
    ),
    "documents.DocumentVersion": (
        "document number content_type size sha256 added_at preparation queued_at failure"
    ),
    "documents.DocumentPage": "version number width height",
    "documents.PageImage": "page width size sha256",
    # The portal's own
    "portal.Message": "is_secret calendar_method",
    "portal.RetentionRun": "ran_at done",
    # Of packages: kinds of records, rights that nobody is given here, and the work of jobs
    "auth.Group": "name permissions",
    "auth.Group_permissions": "group permission",
    "auth.Permission": "name content_type codename",
    "contenttypes.ContentType": "app_label model",
    "pghistory.Context": "created_at updated_at metadata",
    "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
    "procrastinate.ProcrastinateWorker": "last_heartbeat",
    "procrastinate.ProcrastinateJob": (
        "queue_name task_name priority lock status scheduled_at attempts queueing_lock abort_requested worker"
    ),
    "procrastinate.ProcrastinateEvent": "job type at",
    "procrastinate.ProcrastinatePeriodicDefer": "task_name defer_timestamp job periodic_id",
}

# Tables of the database without a model.
TABLES: Final[dict[str, str]] = {
    "django_migrations": "which changes of the tables were made",
    "portal_cache": "counts of attempts and requests by network address and account, for minutes; see /privacy/",
    "portal_contentversion": "the number of the last change of content",
    "portal_contentchange": "the change that is being made",
}
