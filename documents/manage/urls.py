"""The desk's addresses of documents."""

from django.urls import URLPattern, path

from documents.manage.document import document, remove, replace, step, version, withdraw
from documents.manage.shelves import add_group_link, add_link, documents, group_documents

OF_MEETING = "meetings/<slug:slug>/documents"
OF_GROUP = "groups/<slug:slug>/documents"
OF_ONE = "documents/<int:document_id>"

urlpatterns: list[URLPattern] = [
    path(f"{OF_MEETING}/", documents, name="manage_documents"),
    path(f"{OF_MEETING}/link/", add_link, name="manage_document_link"),
    path(f"{OF_GROUP}/", group_documents, name="manage_group_documents"),
    path(f"{OF_GROUP}/link/", add_group_link, name="manage_group_document_link"),
    path(f"{OF_ONE}/", document, name="manage_document"),
    path(f"{OF_ONE}/replace/", replace, name="manage_document_replace"),
    path(f"{OF_ONE}/versions/<int:number>/", version, name="manage_document_version"),
    path(f"{OF_ONE}/step/", step, name="manage_document_step"),
    path(f"{OF_ONE}/withdraw/", withdraw, name="manage_document_withdraw"),
    path(f"{OF_ONE}/remove/", remove, name="manage_document_remove"),
]
