"""The addresses below /documents/."""

from django.urls import path

from documents.views.document import document
from documents.views.download import download
from documents.views.page_image import page_image

urlpatterns = [
    path("<int:document_id>/", document, name="document"),
    path("<int:document_id>/download/", download, name="document_download"),
    path(
        "<int:document_id>/pages/<int:version>/<int:page>/<int:width>.webp",
        page_image,
        name="page_image",
    ),
]
