"""The desk's addresses of a registration's settings, below the registration's own."""

from django.urls import URLPattern, path

from visits.manage.registration.preview import registration_preview
from visits.manage.registration.settings import (
    registration_rules,
    registration_settings,
    security_readers,
)
from visits.manage.registration.settings_options import (
    add_option,
    option,
    remove_option,
    step_option,
)
from visits.manage.registration.settings_questions import (
    add_question,
    choose_sets,
    question,
    remove_question,
    step_question,
)

NAME = "manage_registration"
OPTION = "settings/options/<int:option_id>/"
QUESTION = "settings/questions/<int:question_id>/"
urlpatterns: list[URLPattern] = [
    path("preview/", registration_preview, name=f"{NAME}_preview"),
    path("settings/", registration_settings, name=f"{NAME}_settings"),
    path("settings/rules/", registration_rules, name=f"{NAME}_rules"),
    path("settings/readers/", security_readers, name=f"{NAME}_readers"),
    path("settings/options/add/", add_option, name=f"{NAME}_option_add"),
    path(OPTION, option, name=f"{NAME}_option"),
    path(f"{OPTION}step/", step_option, name=f"{NAME}_option_step"),
    path(f"{OPTION}remove/", remove_option, name=f"{NAME}_option_remove"),
    path("settings/questions/sets/", choose_sets, name=f"{NAME}_sets"),
    path("settings/questions/add/", add_question, name=f"{NAME}_question_add"),
    path(QUESTION, question, name=f"{NAME}_question"),
    path(f"{QUESTION}step/", step_question, name=f"{NAME}_question_step"),
    path(f"{QUESTION}remove/", remove_question, name=f"{NAME}_question_remove"),
]
