"""Stage 3, Reading → Matches (đối chiếu với sổ đăng ký): exact, then by title, then guesses that are shown as such."""

from doccheck.match.linker import ITSELF, link

__all__ = ["ITSELF", "link"]
