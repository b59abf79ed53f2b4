"""Who signed and how (người ký, hình thức ký): TM., KT., TL., TUQ., Q., the office and the name below it."""

import re

from doccheck.model.reading import Field
from doccheck.model.text import Span
from doccheck.rulebook.phrases import Phrases, alternation

_NEAR = 420
_SURE, _LIKELY = 0.95, 0.8


class SignerReader:
    """Reads the signature block."""

    def __init__(self, phrases: Phrases) -> None:
        self._signing = phrases.pattern("header.signing")
        self._office = phrases.pattern("header.office")
        self._person = phrases.pattern("header.person")
        self._portal = phrases.pattern("header.portal_signer")
        self._not_name = tuple(phrases.words("header.not_name"))
        self._signed = alternation(phrases.words("header.signed"))
        self._ranks = re.compile(rf"(?:(?:{alternation(phrases.words('header.ranks'))})[ .]{{0,3}})+")
        self._offices = re.compile(alternation(phrases.words("header.offices")))

    def read(self, view: str, head: int) -> tuple[Field[str] | None, Field[str] | None]:
        """(signer, form of signing)."""
        portal = self._portal.search(view, 0, 4000)
        forms = self._forms(view, head)
        block = forms.span.start if forms else self._block(view, head)
        signer = self._name(view, block) if block is not None else None
        if signer is None and portal is not None and forms is None:
            name = portal["value"].strip()
            signer = Field(value=name, span=_trimmed(view, portal.start("value"), portal.end("value")), rule="portal")
        return signer, forms

    def _forms(self, view: str, head: int) -> Field[str] | None:
        """All forms of the first signature: KT. under TM. counts with it."""
        found = list(self._signing.finditer(view, head))
        if not found:
            return None
        first = found[0]
        group = [m for m in found if m.start() - first.start() < 200]
        names = list(dict.fromkeys(re.sub(r"[^A-Z]", "", m["forms"]) for m in group))
        return Field(
            value=" ".join(f"{name}." for name in names),
            span=Span(first.start("forms"), group[-1].end("forms")),
            rule="signature.form",
            confidence=_SURE,
        )

    def _block(self, view: str, head: int) -> int | None:
        """A signature without a form: an office alone on its line with a person's name below."""
        for office in self._office.finditer(view, head):
            line_end = view.find("\n", office.end())
            rest = view[office.end() : line_end if line_end >= 0 else len(view)]
            if len(rest.strip(" |*")) < 60 and rest.upper() == rest and self._name(view, office.start("office")):
                return office.start("office")
        return None

    def _name(self, view: str, block: int) -> Field[str] | None:
        for line in re.finditer(r"[^\n|]+", view[block : block + _NEAR]):
            words = line[0].strip(" *\t_-./")
            rank = self._ranks.match(words)
            bare = words[rank.end() :] if rank else words
            person = self._person.fullmatch(bare)
            if person is None or self._offices.search(bare.upper()) or bare.startswith(self._not_name):
                continue
            if bare.isupper() and len(bare.split()) > 4:
                continue
            start = block + line.start() + line[0].index(bare)
            return Field(
                value=" ".join(bare.split()),
                span=Span(start, start + len(bare)),
                rule="signature.name",
                confidence=_LIKELY if bare.isupper() else _SURE,
            )
        return None


def _trimmed(view: str, start: int, end: int) -> Span:
    text = view[start:end]
    left = len(text) - len(text.lstrip())
    return Span(start + left, start + len(text.rstrip()))
