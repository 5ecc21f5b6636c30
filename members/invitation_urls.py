"""The addresses of the ways in for those who have no account yet: invitations, requests for access, lists of people."""

from django.urls import URLPattern, path

from members.manage import invitations as desk
from members.manage import people, requests
from members.views import acceptance, access, answering, invitations

urlpatterns: list[URLPattern] = [
    path("invitations/<str:token>/", acceptance.invitation, name="invitation"),
    path("accounts/ask/", access.ask_access, name="ask_access"),
    path("accounts/ask/done/", access.ask_access_done, name="ask_access_done"),
    path("accounts/ask/<str:token>/", access.confirm_access, name="confirm_access"),
    path("my/city/invitations/", invitations.my_invitations, name="my_invitations"),
    path("my/city/invitations/new/", invitations.my_invite, name="my_invite"),
    path(
        "my/city/invitations/<int:number>/",
        invitations.my_invitation_batch,
        name="my_invitation_batch",
    ),
    path("my/city/requests/<int:number>/", answering.my_request, name="my_request"),
    path("manage/invitations/", desk.manage_invitations, name="manage_invitations"),
    path("manage/invitations/new/", desk.manage_invite, name="manage_invite"),
    path(
        "manage/invitations/<int:number>/",
        desk.manage_invitation_batch,
        name="manage_invitation_batch",
    ),
    path("manage/people/", people.manage_people, name="manage_people"),
    path("manage/people/import/", people.manage_people_import, name="manage_people_import"),
    path("manage/requests/", requests.manage_requests, name="manage_requests"),
    path("manage/requests/<int:number>/", requests.manage_request, name="manage_request"),
]
