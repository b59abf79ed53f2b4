"""spaCy's one address (tách từ, dò cụm từ): phrases marked over candidate windows, never over whole texts.

A blank Vietnamese pipeline whose tokenizer is light: folded words (no case, no marks, so tone placement does not
matter) and signs; commas and white space only part words. One phrase is thus found in every spelling, over line breaks.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from doccheck.model.number import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

T = TypeVar("T")

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s,-]")
_STARTS = "starts"
_OTHER = "_"
_BATCH = 1024


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase found: its label, and offsets in the document."""

    label: str
    start: int
    end: int


class LightTokenizer:
    """Folded words with their offsets kept beside them.

    Words that stand in no phrase become one placeholder, so that the vocabulary does not grow with what is read.
    """

    def __init__(self, vocab: "Vocab") -> None:
        from spacy.tokens import Doc

        self.vocab = vocab
        self.known: set[str] = set()
        self._doc = Doc

    def learn(self, text: str) -> None:
        """Keep the words of a phrase."""
        self.known.update(_TOKEN.findall(fold(text)))

    def __call__(self, text: str) -> "Doc":
        small = fold(text)
        if len(small) != len(text):
            small = "".join(f if len(f := fold(c)) == 1 else c for c in text)
        found = list(_TOKEN.finditer(small))
        doc = self._doc(self.vocab, words=[w if (w := m[0]) in self.known else _OTHER for m in found])
        doc.user_data[_STARTS] = [m.span() for m in found]
        return doc


@contextmanager
def _without_commands() -> Iterator[None]:
    """spaCy without its command line (and the web libraries below it), a third of its start: no command is called here.

    Nothing of it is left in the table of modules: who wants ``spacy.cli`` imports the real one.
    """
    if "spacy" in sys.modules:
        yield
        return
    told = ModuleType("spacy.cli.info")
    told.__dict__["info"] = _info
    beside = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": told}
    sys.modules.update(beside)
    try:
        yield
    finally:
        for name, module in beside.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*words: Any, **named: Any) -> Any:
    """``spacy.info``, the real one."""
    return import_module("spacy.cli.info").info(*words, **named)


@lru_cache(maxsize=1)
def pipeline() -> "tuple[Language, LightTokenizer]":
    """The blank pipeline and its tokenizer, made once; spaCy is imported here and not before."""
    with _without_commands():
        import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    tokenizer = LightTokenizer(nlp.vocab)
    nlp.tokenizer = tokenizer
    return nlp, tokenizer


class Marker:
    """Marks the phrases of a rulebook in windows of a text (PhraseMatcher)."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        from spacy.matcher import PhraseMatcher

        self._nlp, tokenizer = pipeline()
        self._matcher = PhraseMatcher(self._nlp.vocab)
        for text in (text for texts in phrases.values() for text in texts):
            tokenizer.learn(text)
        for label, texts in phrases.items():
            docs = [self._nlp.make_doc(text) for text in dict.fromkeys(texts)]
            self._matcher.add(label, [doc for doc in docs if len(doc)])

    def mark(self, windows: Sequence[tuple[str, int]]) -> Iterator[tuple[Mark, ...]]:
        """Marks of each window (text, offset in the document), longest first where they overlap, in order."""
        for first in range(0, len(windows), _BATCH):
            for doc, offset in self._nlp.pipe(windows[first : first + _BATCH], as_tuples=True):
                yield tuple(self._marks(doc, offset))

    def _marks(self, doc: "Doc", offset: Any) -> Iterator[Mark]:
        places = doc.user_data[_STARTS]
        names = self._nlp.vocab.strings
        taken = -1
        for label, start, end in sorted(self._matcher(doc), key=lambda m: (m[1], -m[2])):
            if start >= taken:
                taken = end
                yield Mark(names[label], offset + places[start][0], offset + places[end - 1][1])


def factory(name: str, config: Mapping[str, Any]) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Decorator that makes a function known to spaCy as the factory of a component, with its settings."""
    from spacy.language import Language

    def known(make: Callable[..., T]) -> Callable[..., T]:
        if not Language.has_factory(name):
            Language.factory(name, default_config=dict(config), assigns=["doc.spans"], func=make)
        return make

    return known


def with_attribute(name: str) -> None:
    """Give every span of spaCy the attribute ``span._.name``, None where nothing set it."""
    from spacy.tokens import Span

    if not Span.has_extension(name):
        Span.set_extension(name, default=None)


def group(doc: "Doc", spans_key: str, attribute: str, found: Iterable[tuple[int, int, str, str, Any]]) -> "Doc":
    """Put (start, end, label, id, value of the attribute) into a span group of whole tokens, in order."""
    spans = []
    for start, end, label, about, value in found:
        span = doc.char_span(start, end, label=label, kb_id=about, alignment_mode="expand")
        if span is not None:
            span._.set(attribute, value)
            spans.append(span)
    doc.spans[spans_key] = spans
    return doc
