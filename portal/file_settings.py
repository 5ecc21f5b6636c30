"""What becomes of files that are sent in: how large they may be, for whom they are, and how far their pages are drawn."""

from portal.lib import env

# What is sent in: of one file, and of all files that come together. portal/lib/uploads.py keeps to it.
UPLOAD_BYTES = env.number("UPLOAD_BYTES", 200 * 1024**2, least=1024)
UPLOAD_TOGETHER = env.number("UPLOAD_TOGETHER", 1024**3, least=UPLOAD_BYTES)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.lib.uploads.BoundedUpload",
]
# For whom a presentation is, unless its uploader says otherwise.
PRESENTATION_AUDIENCE = env.choice(
    "PRESENTATION_AUDIENCE", "members", ("public", "members", "group", "participants")
)

# The pages of a PDF are drawn by a job, up to here; what is more can be downloaded all the same.
PREVIEW_PAGES = env.number("PREVIEW_PAGES", 300, least=1)
# Of the largest picture of one page; of a file, and of all its pictures together.
PREVIEW_PIXELS = env.number("PREVIEW_PIXELS", 8_000_000, least=100_000)
PREVIEW_BYTES = env.number("PREVIEW_BYTES", 200 * 1024**2, least=1)
# Of the drawing program: the clock as well as computing, and its memory in bytes.
PREVIEW_SECONDS = env.number("PREVIEW_SECONDS", 180, least=1)
PREVIEW_MEMORY = env.number("PREVIEW_MEMORY", 1024**3, least=256 * 1024**2)
