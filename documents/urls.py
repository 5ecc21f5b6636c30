"""The addresses below /documents/."""

from django.urls import path

from documents.views.document import document
from documents.views.download import download

urlpatterns = [
    path("<int:document_id>/", document, name="document"),
    path("<int:document_id>/download/", download, name="document_download"),
]
