"""The pages of documents, and their bytes."""
