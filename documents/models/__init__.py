"""Documents, their versions, the pages of these, and the log of downloads."""

from documents.models.document import Document, DocumentVersion
from documents.models.download import Download
from documents.models.page import DocumentPage, PageImage

__all__ = ["Document", "DocumentPage", "DocumentVersion", "Download", "PageImage"]
