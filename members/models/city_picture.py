"""The crest or picture of a city, as it is shown."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.city import City


class CityPicture(models.Model):
    """A city's crest or picture as WebP in one of two widths; what was sent in is not kept.

    ``City.picture_alt`` says in words what is on it, and is empty where there is none.
    """

    class Width(models.IntegerChoices):
        """In pixels; of a picture that is smaller it is the picture's own."""

        SMALL = 320, _("beside the name")
        LARGE = 960, _("on large screens")

    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="pictures", verbose_name=_("city")
    )
    width = models.PositiveSmallIntegerField(_("width at most"), choices=Width)
    file = models.FileField(_("file"), upload_to="cities", max_length=250)
    breadth = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("picture of a city")
        verbose_name_plural = _("pictures of cities")
        ordering = ["width"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "width"],
                name="city_picture_once",
                violation_error_message=_("A city has one picture of each width."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city}, {self.width} px"

    @property
    def address(self) -> str:
        """Another picture has another address, so that browsers may keep this one."""
        path = reverse("city_picture", args=[self.city.slug])
        return f"{path}?width={self.width}&v={self.sha256[:12]}"
