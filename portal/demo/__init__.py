"""The demonstration: the page of Milan, imported, and additions that are plainly made up."""
