"""Looking at a file that was sent in, before any of it is kept."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from documents.sniffing import Format, sniff
from portal.lib.uploads import is_cut

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


def looked_at(file: UploadedFile[Any]) -> tuple[Format, str]:
    """What it is, and the name under which it is kept; raises ValidationError with the reason why it is not."""
    if is_cut(file) or (file.size or 0) > settings.UPLOAD_BYTES:
        said = {
            "size": filesizeformat(file.size or 0),
            "most": filesizeformat(settings.UPLOAD_BYTES),
        }
        raise ValidationError(
            _(
                "It has %(size)s. At most %(most)s are taken of one file, and not everything at once: send it alone, "
                "save it smaller, or add a link to where it is."
            )
            % said
        )
    name = file.name or ""
    found = sniff(file.file, name)  # type: ignore[arg-type]
    return found, name if PurePath(name).suffix else f"{name}.{found.ending}"
