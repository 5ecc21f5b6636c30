"""The demo's mail, read in the browser instead of being sent. These addresses exist in the demo only."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.lib.policies import everyone

FILES_A_PAGE = 50
# What Django's file backend writes after each mail.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


class Mail(NamedTuple):
    """A mail as the demo kept it; ``name`` stands in its address."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["To"] or "")

    @property
    def sender(self) -> str:
        return str(self.message["From"] or "")

    @property
    def sent_at(self) -> datetime:
        """When it was sent. Django writes "-0000" behind UTC, which says that no zone is known."""
        sent_at = parsedate_to_datetime(self.message["Date"])
        return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def attachments(self) -> list[str]:
        return [part.get_filename() or "" for part in self.message.iter_attachments()]


@everyone
@never_cache
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(kept_files(), FILES_A_PAGE).get_page(request.GET.get("page"))
    mails = [mail for file in page.object_list for mail in read(file)]
    return render(request, "portal/demo_mail/list.html", {"mails": mails, "page": page})


@everyone
@never_cache
@require_safe
def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    found = [mail for file in kept_files() if name.startswith(file.stem) for mail in read(file)]
    for mail in found:
        if mail.name == name:
            return render(request, "portal/demo_mail/detail.html", {"mail": mail})
    raise Http404


def kept_files() -> list[Path]:
    """All files of kept mail, the latest first: Django begins their names with the moment of sending."""
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)


def read(file: Path) -> list[Mail]:
    """The mails in one file: mostly one, as two that leave in the same second may share it."""
    written = file.read_bytes().split(SEPARATOR)[:-1]
    return [
        Mail(f"{file.stem}-{number}", message_from_bytes(mail, policy=policy.default))
        for number, mail in enumerate(written, start=1)
    ]
