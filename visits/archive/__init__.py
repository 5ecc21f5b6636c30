"""Reading the old site's pages: text in, understanding out, nothing saved and no database asked."""

from visits.archive.explanation import explain
from visits.archive.facts import Fact, KnownCity, Problem, Understanding
from visits.archive.page import read_bytes, read_page

__all__ = ["Fact", "KnownCity", "Problem", "Understanding", "explain", "read_bytes", "read_page"]
