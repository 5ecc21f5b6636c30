"""The desk's addresses of cities and groups."""

from django.urls import URLPattern, path

from members.manage import cities, city, city_import, group, group_people, group_texts, groups

CITIES = [
    path("cities/", cities.cities, name="manage_cities"),
    path("cities/add/", cities.add_city, name="manage_city_add"),
    path("cities/import/", city_import.city_import, name="manage_cities_import"),
    path("cities/<slug:slug>/", city.city, name="manage_city"),
    path("cities/<slug:slug>/facts/", city.city_facts, name="manage_city_facts"),
    path("cities/<slug:slug>/membership/", city.city_membership, name="manage_city_membership"),
    path("cities/<slug:slug>/leaving/", city.city_leaving, name="manage_city_leaving"),
    path("cities/<slug:slug>/domains/", city.city_domain, name="manage_city_domain"),
    path(
        "cities/<slug:slug>/domains/<int:domain_id>/remove/",
        city.remove_domain,
        name="manage_city_domain_remove",
    ),
    path("cities/<slug:slug>/picture/", city.city_picture, name="manage_city_picture"),
    path(
        "cities/<slug:slug>/picture/remove/", city.remove_picture, name="manage_city_picture_remove"
    ),
]
GROUPS = [
    path("groups/", groups.groups, name="manage_groups"),
    path("groups/add/", groups.add_group, name="manage_group_add"),
    path("groups/forums/add/", groups.add_forum, name="manage_forum_add"),
    path("groups/<slug:slug>/", group.group, name="manage_group"),
    path("groups/<slug:slug>/facts/", group.group_facts, name="manage_group_facts"),
    path("groups/<slug:slug>/years/", group.group_year, name="manage_group_year"),
    path("groups/<slug:slug>/texts/<slug:field>/", group_texts.text, name="manage_group_text"),
    path("groups/<slug:slug>/history/", group_texts.history, name="manage_group_history"),
    path("groups/<slug:slug>/history/forget/", group_texts.forget, name="manage_group_forget"),
    path(
        "groups/<slug:slug>/history/<slug:kind>/<int:version_id>/",
        group_texts.version,
        name="manage_group_version",
    ),
    path("groups/<slug:slug>/closing/", group.group_closing, name="manage_group_closing"),
    path("groups/<slug:slug>/reopening/", group.group_reopening, name="manage_group_reopening"),
    path("groups/<slug:slug>/people/add/", group_people.add_place, name="manage_group_place_add"),
    path(
        "groups/<slug:slug>/people/<int:place_id>/end/",
        group_people.end_place,
        name="manage_group_place_end",
    ),
    path(
        "groups/<slug:slug>/seats/add/", group_people.add_mandate, name="manage_group_mandate_add"
    ),
    path(
        "groups/<slug:slug>/seats/<int:mandate_id>/",
        group_people.pass_on_mandate,
        name="manage_group_mandate_pass",
    ),
    path(
        "groups/<slug:slug>/seats/<int:mandate_id>/end/",
        group_people.end_seat,
        name="manage_group_mandate_end",
    ),
]

urlpatterns: list[URLPattern] = [*CITIES, *GROUPS]
