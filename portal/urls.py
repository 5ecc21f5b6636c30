"""Every address of the portal."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from portal.manage.posts import manage_post
from portal.views.health import healthz, readyz
from portal.views.home import home
from portal.views.rich_text import pasted, tools
from portal.views.sitemap import sitemap
from portal.views.statements import accessibility, cookies, privacy, robots

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("visits.urls")),
    path("groups/", include("members.group_urls")),
    path("documents/", include("documents.urls")),
    path("", include("members.invitation_urls")),
    path("accounts/", include("members.account_urls")),
    path("my/", include("portal.my_urls")),
    path("manage/", include("portal.manage_urls")),
    path("manage/", include("members.manage_urls")),
    path("manage/posts/<int:post_id>/", manage_post, name="manage_post"),
    path("editor/tools/", tools, name="editor_tools"),
    path("editor/pasted/", pasted, name="editor_pasted"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("cookies/", cookies, name="cookies"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

if settings.DEMO:
    urlpatterns.append(path("demo/mail/", include("portal.demo_urls")))

handler400 = "portal.views.errors.bad_request"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"
