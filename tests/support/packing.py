"""Archives for tests, good and hostile."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(**files: bytes) -> bytes:
    """Pack JSON files: each keyword is a name without its ending."""
    return packed({f"{name}.json": body for name, body in files.items()})


def packed(files: dict[str, bytes], attributes: int = 0) -> bytes:
    """Pack files under any names, with the mode bits of Unix where given."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, body in files.items():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = attributes << 16
            archive.writestr(info, body)
    return target.getvalue()
