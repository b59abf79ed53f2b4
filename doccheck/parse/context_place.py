"""The province that a text speaks of (địa bàn theo ngữ cảnh): for "UBND tỉnh" where no head tells which.

A report or a letter without a head says its province in passing: the site that it comes from, or "tỉnh X" again and
again. One province must clearly stand out, else none is taken.
"""

import re
from collections import Counter

from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases import alternation

_SITE = 1200
_LEAST, _SHARE = 2, 0.75
_NAME_WORDS = 4
_SHORTEST = 5


def place_of(view: str, book: Book) -> str | None:
    """Slug of the one province that the text speaks of; None where none or several are named."""
    return _by_site(view, book) or _by_name(view, book)


def _by_site(view: str, book: Book) -> str | None:
    """A site named at the head or foot whose letters hold a province's name: (Bao….vn)."""
    joined = {slug.replace("-", ""): slug for slug in book.places.slugs() if len(slug.replace("-", "")) >= _SHORTEST}
    found: set[str] = set()
    for place in (view[:_SITE], view[-_SITE:]):
        for site in book.phrases.pattern("references.site").finditer(place):
            letters = site["name"].lower()
            held = [name for name in joined if name in letters]
            found.update(joined[name] for name in held if not any(name in other and name != other for other in held))
    return found.pop() if len(found) == 1 else None


def _by_name(view: str, book: Book) -> str | None:
    """ "tỉnh X" said at least twice, and of most of the provinces that are named."""
    words = alternation(book.phrases.words("references.province_words"))
    counts: Counter[str] = Counter()
    for found in re.finditer(rf"(?<![^\W_]){words}\s{{1,4}}(?=[^\W\d_])", view):
        following = view[found.end() : found.end() + 40].split()[:_NAME_WORDS]
        names = (" ".join(following[:n]).strip(" .,;:()") for n in range(len(following), 0, -1))
        slug = next((slug for name in names if name[:1].isupper() and (slug := book.places.resolve(name))), None)
        if slug is not None:
            counts[slug] += 1
    if not counts:
        return None
    slug, times = counts.most_common(1)[0]
    return slug if times >= _LEAST and times >= _SHARE * counts.total() else None
