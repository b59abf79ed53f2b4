"""CITE-PART, viện dẫn đúng điều khoản đã bị bãi bỏ hoặc thay thế."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.life import cut, provisions
from doccheck.checks.mentions import cap, citations
from doccheck.checks.weigh import find
from doccheck.model.act import Piece
from doccheck.model.provision import Provision
from doccheck.model.report import Finding

CODE = "CITE-PART"


def check(context: Context) -> Iterator[Finding]:
    """Provisions cited that had ended by the day of issue, or have ended since.

    A document that names the act which changed them ("được sửa đổi, bổ sung bởi …") means the text as changed, and
    one that ends them itself lists them.
    """
    amending = (c.reference.number for c in context.cited() if c.reference.amending)
    told = frozenset(number.key for number in (*amending, context.number) if number is not None)
    for cited in [*context.bases(), *citations(context)]:
        for day, variant in ((context.issued_on, "default"), (context.as_of, "after")):
            piece = cut(cited.at(day), cited.act.id if cited.act else None, day) if day else None
            gone = _gone(cited, piece)
            if piece is None or not gone or any((fact.by or "").partition("|")[0] in told for fact in piece.why):
                continue
            yield from find(
                context,
                CODE,
                day=day,
                variant="coarse" if _coarse(piece, context) else variant,
                span=cited.reference.span,
                subject=cited.act,
                piece=piece,
                cap=cap(context, cited),
                provisions=provisions(gone, context.book),
            )
            break


def _coarse(piece: Piece, context: Context) -> bool:
    """True where only a source that names whole articles tells of the loss: a clause of the article may be meant."""
    sources = tuple(context.book.cards[CODE].words["articles_only"])
    return all(part.strip().startswith(sources) for fact in piece.why for part in fact.origin.split(";"))


def _gone(cited: Cited, piece: Piece | None) -> tuple[Provision, ...]:
    if piece is None:
        return ()
    return tuple(one for one in cited.reference.provisions if any(gone.covers(one) for gone in piece.ceased_provisions))
