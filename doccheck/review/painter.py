"""Pictures of pages (ảnh trang), drawn in a child that may fall without the site falling; kept in the cache."""

import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS, MEMORY = 25, 2 << 30
DPI = 110


def picture_of(place: Path, member: int | None, sha256: str, page: int) -> tuple[bytes, str] | None:
    """A page as bytes with their media type; None when the file is not the one that was scanned, or shows nothing."""
    kept = cache_folder() / f"{sha256[:40]}-{page}-{DPI}"
    if not kept.is_file() and not _draw(place, member, sha256, page, kept):
        return None
    data = kept.read_bytes()
    return data, "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"


def cache_folder() -> Path:
    """Where pictures of pages are kept, for their owner alone (thư mục ảnh trang)."""
    from platformdirs import user_cache_path

    folder = user_cache_path("doccheck") / "pages"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _draw(place: Path, member: int | None, sha256: str, page: int, kept: Path) -> bool:
    command = [sys.executable, "-m", "doccheck.review.painter", str(place), str(-1 if member is None else member)]
    try:
        done = subprocess.run(
            [*command, sha256, str(page), str(kept)], timeout=SECONDS, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and kept.is_file()


def main(arguments: list[str]) -> int:
    """The child: one page of one file."""
    import hashlib

    from doccheck.extract.draft import Unreadable
    from doccheck.extract.show import page_picture
    from doccheck.run.archive import ArchiveFault, copy_member

    _confine()
    place, member, sha256, page, kept = arguments
    with tempfile.TemporaryDirectory(prefix="doccheck-") as folder:
        file = Path(place)
        try:
            if int(member) >= 0:
                file = Path(folder) / "member"
                copy_member(Path(place), int(member), file)
            with file.open("rb") as data:
                if hashlib.file_digest(data, "sha256").hexdigest() != sha256:
                    return 3
            picture, _ = page_picture(file, int(page), DPI)
        except (Unreadable, ArchiveFault, OSError):
            return 4
    draft = Path(f"{kept}.{id(picture)}")
    draft.write_bytes(picture)
    draft.chmod(0o600)
    draft.replace(kept)
    return 0


def _confine() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
