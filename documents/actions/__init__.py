"""Changes of documents, their versions and the log of downloads: one function a verb."""
