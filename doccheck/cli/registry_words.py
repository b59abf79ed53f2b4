"""Lines of ``doccheck registry`` for people (lời hiển thị): proofs, conflicts of sources, rows of a preview."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from doccheck.rulebook.messages import say

STATUSES = frozenset({"con_hieu_luc", "het_hieu_luc", "het_hieu_luc_mot_phan", "chua_co_hieu_luc"})

RESTING = frozenset({"based", "detailed", "consolidated"})  # the note of such a fact names the act that rests on it


def local_day(text: str | None) -> str:
    """A day as people write it (ngày)."""
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


def proof_lines(matches: Sequence[dict[str, Any]], lang: str) -> Iterator[str]:
    """The facts on which each status rests, with their sources (bằng chứng), and where sources disagree."""
    from doccheck.export.paper import fact_line

    for match in matches:
        if len(matches) > 1 and (match["why"] or match["conflicts"]):
            yield " – ".join(part for part in (match["act"]["number"], match["act"]["issuer"]) if part)
        for fact in match["why"]:
            by = {"label": fact["by"]["number"] or fact["by"].get("title")} if fact["by"] else None
            line = fact_line({**fact, "by": by, "origin": fact["origin_id"]}, lang)
            resting = fact["note"] if fact["origin_id"] in RESTING else None
            yield f"  • {line}" + (say("registry.resting", lang, label=resting) if resting else "")
        for conflict in match["conflicts"]:
            said = "; ".join(_source_says(value, lang) for value in conflict["values"])
            yield "  • " + say("registry.disagree", lang, field=field_name(conflict["field"], lang), values=said)


def _source_says(value: dict[str, Any], lang: str) -> str:
    key = "registry.source_kept" if value["kept"] else "registry.source_says"
    return say(key, lang, value=value_words(value["value"], lang), origin=value["origin"])


def clash_lines(plan: Any, lang: str) -> Iterator[str]:
    """Where what comes disagrees with what stands (mâu thuẫn): both with their sources, the trusted one first."""
    from doccheck.rulebook.origins import origin_name

    for clash in plan.clashes:
        words = {
            "field": field_name(clash.field, lang),
            "stands": value_words(clash.stands, lang),
            "stands_origin": origin_name(clash.stands_origin, lang) or say("registry.in_registry", lang),
            "comes": value_words(clash.comes, lang),
            "comes_origin": origin_name(clash.comes_origin, lang) or say("registry.in_file", lang),
        }
        wins = "registry.clash_stands" if clash.stands_wins else "registry.clash_comes"
        yield say(wins, lang, act=clash.act.split("|")[0], **words)


def field_name(field: str, lang: str) -> str:
    """A field of an act in words (trường)."""
    return say(f"registry.field.{field}", lang)


def value_words(value: str, lang: str) -> str:
    """What a source says (giá trị), kind and day in words: ``replaced 2019-08-15``, ``2019-08-15``."""
    kind, _, day = value.rpartition(" ")
    try:
        shown = local_day(day)
    except ValueError:
        return say(f"registry.value.{value}", lang) if value in STATUSES else value
    return f"{say(f'fact.{kind}', lang)} {shown}" if kind else shown


def entry_line(entry: Any, lang: str) -> str:
    """A row of a preview (dòng xem trước): the act that it names and what it says of it."""
    from doccheck.registry.records import act_record
    from doccheck.rulebook.book import load_book

    act = act_record(entry.act, load_book(), lang)
    name = ", ".join(part for part in (act["number"], act["issuer"], local_day(act["issued_on"])) if part)
    facts = "; ".join(_said(fact, lang) for fact in entry.facts)
    return say("registry.preview_row", lang, line=entry.line, act=name, facts=facts or "–")


def _said(fact: Any, lang: str) -> str:
    on = say("fact.on", lang, day=f"{fact.on:%d/%m/%Y}") if fact.on else ""
    by = say("fact.by", lang, label=fact.by_label) if fact.by_label else ""
    return f"{say(f'fact.{fact.kind.value}', lang)}{on}{by}"
