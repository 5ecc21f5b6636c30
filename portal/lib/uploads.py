"""Files as they come in: kept on disk while they do, never whole in memory, and not beyond what is taken at all.

What is too much is not written down: such a file is marked, and the form that was sent can say so and keep all else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class BoundedUpload(TemporaryFileUploadHandler):
    """Of a file beyond ``UPLOAD_BYTES``, and of all together beyond ``UPLOAD_TOGETHER``, only the size is noted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        arrived = start + len(raw_data)
        if arrived > settings.UPLOAD_BYTES or self.written > settings.UPLOAD_TOGETHER:
            self.file.is_cut = True  # type: ignore[attr-defined]  # read by is_cut
            return
        self.written += len(raw_data)
        super().receive_data_chunk(raw_data, start)


def is_cut(file: UploadedFile[Any]) -> bool:
    """Whether not all of it was kept, because it was too much."""
    return getattr(file, "is_cut", False)
