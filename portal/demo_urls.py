"""The addresses that exist only in the demo."""

from django.urls import path

from portal.views.demo_mail import mail_detail, mail_list

urlpatterns = [
    path("", mail_list, name="demo_mail"),
    path("<str:name>/", mail_detail, name="demo_mail_detail"),
]
