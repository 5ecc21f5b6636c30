"""Strangers are answered from kept copies, as the outermost thing that looks anything up."""

from collections.abc import Callable

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import resolve
from django.utils import timezone

from portal.lib import content_version, kept


class KeptCopiesMiddleware:
    """Answers strangers from the copies that this process keeps of public pages, before a session is looked for.

    The version of the content is read first, whether a copy is given or made: one that any change, however late,
    makes wrong is then kept under a version that never comes again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.shelf = kept.Shelf[kept.Copy]()
        self.readings = content_version.Readings()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # What a transaction under way reads may yet be taken back.
        if not kept.is_stranger(request) or connection.in_atomic_block:
            return self.get_response(request)
        address = kept.address_of(request)
        copy = self.shelf.find(address)
        if copy is None and not (kept.is_blank(request) and _leads_to_kept_view(request)):
            return self.get_response(request)
        version = self.readings.current()
        if copy is not None and copy.holds(version, timezone.now()):
            return copy.answer(request)
        if version is None or not kept.is_blank(request):
            return self.get_response(request)
        return self._make(request, address, kept.Making.begin(request, version))

    def _make(
        self, request: HttpRequest, address: tuple[str, ...], making: kept.Making
    ) -> HttpResponseBase:
        response = self.get_response(request)
        copy = making.copy_of(response)
        if copy is None:
            return response
        self.shelf.put(address, copy)
        return copy.answer(request)


def _leads_to_kept_view(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Http404:
        return False
    return getattr(view, "is_kept", False)
