"""The day of effect that the law of its day gives (hiệu lực theo luật định) to a document that says nothing of it.

Only where the rules of that day name such a term; since 2009 (local: July 2016) silence is a defect and nothing is
computed. Terms that run from the gazette are left open: its day is not in the text.
"""

from dataclasses import replace
from datetime import timedelta

from doccheck.model.reading import Effect, EffectHow, Header
from doccheck.model.text import State, Text, state_of
from doccheck.rulebook.book import Book

_SIGNING = "signing"


def with_default(effects: tuple[Effect, ...], text: Text, header: Header, book: Book) -> tuple[Effect, ...]:
    """The effects, a missing one replaced by the default of its day; a text not read whole may have lost its clause."""
    if not effects or effects[0].how is not EffectHow.MISSING or state_of(text.troubles) is not State.WHOLE:
        return effects
    number, kind, on = header.number, header.instrument, header.issued_on
    if number is None or kind is None or on is None or not header.issuers or header.signer is None:
        return effects
    if book.forms.classify(number.value, kind.value, on.value).kind != "normative":
        return effects
    issuer = header.issuers[0].value
    delay = book.delays.at(book.issuers.level(issuer), on.value)
    if delay is None or delay.default_days is None or book.issuers.kind(issuer) in delay.except_kinds:
        return effects
    first = on.value + timedelta(delay.default_days) if delay.from_ == _SIGNING else None
    default = replace(
        effects[0], how=EffectHow.DEFAULT, on=first, days=delay.default_days, rule=f"default.{delay.from_}"
    )
    return (default, *effects[1:])
