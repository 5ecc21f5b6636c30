"""Stored files in an S3-compatible bucket; imported only where DOCUMENT_STORE says so, since boto3 is large."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import ImproperlyConfigured
from storages.backends.s3 import S3Storage

from portal.lib.files import CHUNK, ByteStream, NoAddress

# A presigned address is used at once by the browser that was sent there.
PRESIGNED_SECONDS = 60


class BucketStorage(NoAddress, S3Storage):
    """Files in a private bucket, addressed by path since gateways of one's own seldom have a name per bucket.

    Who may read the bucket is the bucket's own policy: no file is ever given an access list of its own.
    """

    def __init__(self, **options: Any) -> None:
        if not options.get("bucket_name"):
            raise ImproperlyConfigured(
                "S3_BUCKET is empty: name the bucket that holds the documents."
            )
        super().__init__(
            default_acl=None,
            querystring_auth=True,
            file_overwrite=False,
            addressing_style="path",
            signature_version="s3v4",
            **options,
        )

    def stream(self, name: str, start: int, length: int) -> ByteStream:
        if length == 0:
            return EmptyStream()
        try:
            found = self.connection.meta.client.get_object(
                Bucket=self.bucket_name,
                Key=self._normalize_name(name),
                Range=f"bytes={start}-{start + length - 1}",
            )
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise
        return BodyStream(found["Body"])

    def is_writable(self) -> bool:
        """The bucket answers to our keys; whether it has room is its own keeper's matter."""
        try:
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except (BotoCoreError, ClientError):
            return False
        return True

    def presigned_url(self, name: str, *, disposition: str, content_type: str) -> str:
        """An address that gives this one file away for a minute, with the name and type that we vouch for."""
        return str(
            self.connection.meta.client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self.bucket_name,
                    "Key": self._normalize_name(name),
                    "ResponseContentDisposition": disposition,
                    "ResponseContentType": content_type,
                    "ResponseCacheControl": "private, no-store",
                },
                ExpiresIn=PRESIGNED_SECONDS,
            )
        )


class BodyStream:
    """The body of an S3 answer, in chunks."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self.chunks = body.iter_chunks(CHUNK)

    def __iter__(self) -> "BodyStream":
        return self

    def __next__(self) -> bytes:
        return bytes(next(self.chunks))

    def close(self) -> None:
        self.body.close()


class EmptyStream:
    """No bytes: S3 cannot be asked for a range of none."""

    def __iter__(self) -> "EmptyStream":
        return self

    def __next__(self) -> bytes:
        raise StopIteration

    def close(self) -> None:
        """There is nothing to let go of."""
