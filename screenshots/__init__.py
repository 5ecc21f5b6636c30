"""Pictures of every page, as readers see them: ``make screenshots``."""
