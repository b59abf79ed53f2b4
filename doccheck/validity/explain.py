"""Why a status is what it is, in words (lý do): the sentences are in ``rules/messages/validity.yaml``."""

from doccheck.model.act import Fact, Kind, Piece
from doccheck.rulebook.messages import say
from doccheck.rulebook.origins import origin_name
from doccheck.rulebook.render import day_words, kept

_CAUSES = {Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.CEASED, Kind.TERM}
_INFERRED = "in_force_inferred"


def explain(piece: Piece, lang: str = "vi") -> str:
    """The reason (lý do) of a piece as a sentence, with the act and the day that prove it."""
    cause = _cause(piece)
    nobody = say("validity.some_act", lang)
    never = say("validity.some_day", lang)
    stated = cause is not None and cause.kind is Kind.IN_FORCE and piece.reason == _INFERRED
    sentence = say(
        f"validity.{piece.reason}_stated" if stated else f"validity.{piece.reason}",
        lang,
        by=(origin_name(cause.origin, lang) if stated else cause.by_label or nobody) if cause else nobody,
        on=_day(cause, never, lang),
        basis=(cause.note or "") if cause else "",
        known_to=day_words(piece.known_to, lang) if piece.known_to else never,
    )
    if not piece.exceptions:
        return sentence
    words = kept(piece.exceptions, (cause.by_label or "") if cause else "", lang)
    return f"{sentence} {say('validity.kept', lang, kept=words)}"


def _cause(piece: Piece) -> Fact | None:
    if piece.reason == _INFERRED:
        return piece.why[0] if piece.why else None
    marks = [f for f in piece.why if f.origin.startswith("rules:")]
    if piece.reason in ("in_force_review", "in_force_old_territory") and marks:
        return marks[-1]
    ending = [f for f in piece.why if f.kind in _CAUSES]
    return next(iter(ending or piece.why), None)


def _day(fact: Fact | None, never: str, lang: str) -> str:
    return day_words(fact.on, lang) if fact is not None and fact.on is not None else never
