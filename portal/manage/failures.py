"""Work that failed and was given up, and trying it once more."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from members.requests import ReaderRequest
from portal.lib import jobs
from portal.lib.policies import staff
from portal.models import LogEntry

# What the portal's kinds of work are to people; another is called by its own name.
WORDS: Final = {
    "send_message": gettext_lazy("Sending a mail"),
    "prepare_pages": gettext_lazy("Preparing the pages of a document"),
    "send_invitations": gettext_lazy("Sending invitations"),
    "send_access_mail": gettext_lazy("Answering who asked for access"),
    "send_password_reset": gettext_lazy("Sending a link for a new password"),
    "send_login_code": gettext_lazy("Sending a code to log in with"),
    "send_address_change": gettext_lazy("Sending a link for a new address"),
    "keep_no_longer": gettext_lazy("Deleting what is kept no longer"),
    "tell_coordinators": gettext_lazy("The daily list to coordinators"),
    "tell_who_approves": gettext_lazy("The daily list to who approves registrations"),
    "tell_staff": gettext_lazy("Telling the secretariat what waits"),
    "publish_due": gettext_lazy("Publishing what was planned"),
    "see_to_registrations": gettext_lazy("Seeing where offered seats are to be passed on"),
    "see_to_registration": gettext_lazy("Passing on the seats of a meeting that were offered"),
    "remind_of_questions": gettext_lazy("Looking whom to remind of questions"),
    "remind_participants": gettext_lazy("Reminding the participants of a meeting"),
    "see_to_pages": gettext_lazy("Seeing to documents whose pages are not prepared"),
    "give_up_lost_messages": gettext_lazy("Seeing to mails that were lost on the way"),
    "renew_seals": gettext_lazy("Sealing second factors with the newest key"),
    "retry_stalled_jobs": gettext_lazy("Starting again what was interrupted"),
    "clear_cache": gettext_lazy("Emptying what is kept for speed"),
}
MOST: Final = 100


@staff
@require_safe
def failed_jobs(request: ReaderRequest) -> HttpResponse:
    rows = [
        {"id": row.pk, "words": WORDS.get(row.task_name, row.task_name), "job": row}
        for row in jobs.failed()[:MOST]
    ]
    return render(request, "portal/manage/jobs.html", {"rows": rows})


@staff
@require_POST
def try_again(request: ReaderRequest, job_id: int) -> HttpResponse:
    """One that was tried again meanwhile, or has gone, is said to be so."""
    if jobs.try_again(job_id):
        job = jobs.failed().model(pk=job_id)
        LogEntry.objects.record("try_job_again", job, by=request.user)
        messages.success(
            request, _("It is tried again now. If it fails once more, it comes back here.")
        )
    else:
        messages.warning(request, _("It was tried again already, or is gone. Nothing was changed."))
    return HttpResponseRedirect(reverse("manage_jobs"))
