"""Icons, from the package that has them. They stand beside words and say nothing themselves."""

from functools import cache

from lucide.templatetags.lucide import lucide


@cache
def icon(name: str) -> str:
    """The icon of that name as inline SVG, in the colour of the words around it; a name that is none is refused."""
    return lucide(name, size=24, **{"class": "icon", "aria-hidden": "true"})
