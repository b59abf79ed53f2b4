"""The pile's documents by issuer, title and number (văn bản cùng kho), and the marks by which they are known.

A mark is a fact of kind RELATED about the document itself: it says nothing about effect, only that the file is there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from doccheck.model.act import Act, Evidence, Fact, Kind, Tier
from doccheck.model.beside import Neighbour
from doccheck.model.number import fold
from doccheck.model.reading import ClauseKind, Reading

HELD, GENERAL = "pile:held", "pile:general"
MARKS = frozenset({HELD, GENERAL})
LEAST_WORDS, LEAST_SHARED, SHORT = 4, 0.6, 2


def marks(reading: Reading, actor: Act) -> tuple[Fact, ...]:
    """That the pile holds a document (dấu trong kho), and whether it ends earlier rules without naming them."""
    general = any(clause.kind is ClauseKind.IMPLICIT for clause in reading.clauses)
    source = reading.text.source
    return (
        Fact(
            act=actor.id,
            kind=Kind.RELATED,
            on=actor.issued_on,
            tier=Tier.HINT,
            origin=GENERAL if general else HELD,
            evidence=Evidence(path=source.path, sha256=source.sha256),
        ),
    )


def is_mark(fact: Fact) -> bool:
    """True for a mark of the pile."""
    return fact.origin in MARKS


def words_of(title: str) -> frozenset[str]:
    """Words of a title by which it is found (từ của tên gọi), folded; short words and numbers left out."""
    return frozenset(word for word in fold(title).split() if word.isalpha() and len(word) > SHORT)


class Around:
    """Documents of a pile, found by issuer and title or by number."""

    def __init__(self, facts: Iterable[Fact], acts: Mapping[str, Act]) -> None:
        self.all = tuple(sorted(_neighbours(facts, acts), key=lambda one: (one.act.id, one.path)))
        self._keys: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._sizes: dict[int, int] = {}
        for i, one in enumerate(self.all):
            if one.act.number is not None:
                self._keys[one.act.number.key].append(i)
            words = words_of(one.act.title or "")
            self._sizes[i] = len(words)
            for issuer in one.act.issuers:
                for word in words:
                    self._words[issuer][word].append(i)

    def held(self, key: str) -> tuple[Neighbour, ...]:
        """Documents whose number's key is ``key`` (theo số)."""
        return tuple(self.all[i] for i in self._keys.get(key, ()))

    def near(self, issuer: str, title: str) -> tuple[Neighbour, ...]:
        """Documents of an issuer with a near title (theo cơ quan và tên gọi): most words of the shorter are shared."""
        words, found = words_of(title), Counter[int]()
        for word in words:
            found.update(self._words[issuer][word] if issuer in self._words else ())
        least = {i: min(len(words), self._sizes[i]) for i in found}
        near = (i for i, shared in found.items() if least[i] >= LEAST_WORDS and shared >= LEAST_SHARED * least[i])
        return tuple(self.all[i] for i in sorted(near))


def _neighbours(facts: Iterable[Fact], acts: Mapping[str, Act]) -> Iterator[Neighbour]:
    for fact in dict.fromkeys(facts):
        act, seen = acts.get(fact.act), fact.evidence
        if is_mark(fact) and act is not None and seen is not None:
            general = fact.origin == GENERAL
            yield Neighbour(act=act, path=seen.path or "", sha256=seen.sha256 or "", general=general)
