"""Reading the old site's pages: text in, understanding out, nothing saved and no database asked."""

from visits.archive.facts import Fact, KnownCity, Problem, Understanding

# Who reads pages imports `page`: the agenda's forms know a few of its words, and need not load all that reads them.
__all__ = ["Fact", "KnownCity", "Problem", "Understanding"]
