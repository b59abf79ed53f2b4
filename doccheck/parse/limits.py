"""What limits a clause (giới hạn của điều khoản): a territory, or a day that another act's effect decides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from doccheck.model.reading import Clause, ClauseKind, Header, Reference
from doccheck.parse.draft import ENDING, LASTING, Draft
from doccheck.parse.statement import Named, Statement, Verb
from doccheck.parse.zones import Zones
from doccheck.rulebook.phrases_acting import ActingPhrases
from doccheck.rulebook.places import Places

_NAME_WORDS = 6
_AFTER = 40


@dataclass(frozen=True, slots=True)
class Territories:
    """Provinces that limit what a document does: "hết hiệu lực trên địa bàn tỉnh X (cũ)"."""

    phrases: ActingPhrases
    places: Places

    def named(self, words: str) -> str | None:
        """Slug of the last province whose territory is named in some words; None without one."""
        found = [slug for m in self.phrases.gated("territory").finditer(words) if (slug := self._slug(words, m))]
        return found[-1] if found else None

    def _slug(self, words: str, found: re.Match[str]) -> str | None:
        pieces = words[found.end() : found.end() + _AFTER].split()[:_NAME_WORDS]
        names = (" ".join(pieces[:n]).strip(" .,;:()-") for n in range(len(pieces), 0, -1))
        slug = next((slug for name in names if name and (slug := self.places.resolve(name))), None)
        if slug is not None and self.phrases["city_word"].search(found[0]) and not self.places.is_city(slug):
            return None
        return slug

    def limited(
        self, st: Statement, verb: Verb, region: tuple[int, int], tail: tuple[int, int], drafts: Iterable[Draft]
    ) -> list[Draft]:
        """The drafts of a verb, each with the territory to which it is limited."""
        if self.phrases.gated("territory").search(st.words) is None:
            return list(drafts)
        return [replace(one, territory=self._of(st, verb, region, tail, one)) for one in drafts]

    def _of(
        self, st: Statement, verb: Verb, region: tuple[int, int], tail: tuple[int, int], draft: Draft
    ) -> str | None:
        """What stands behind a name may be its title: only beside the verb, or for what is kept, is it a limit."""
        mains = st.mains(*region)
        first = mains[0].start if mains else region[1]
        before = self.named(st.text(region[0], first)) or self.named(st.text(st.start, min(region[0], verb.start)))
        behind = self.named(st.text(*tail)) if verb.backward else None
        if draft.kind not in ENDING and draft.kind in LASTING and draft.named is not None:
            own = self.named(st.text(draft.named.end, _next(mains, draft.named, region[1])))
            return own or behind or before
        return behind or before if draft.kind in ENDING or draft.kind in LASTING else None

    def settled(self, clause: Clause, references: Sequence[Reference], header: Header) -> Clause:
        """A clause without a limit that is the whole place of its target's issuer."""
        if clause.territory is None or clause.target is None or clause.kind is ClauseKind.IMPLICIT:
            return clause
        issuers = references[clause.target].issuers
        own = {one.partition("/")[2] for one in issuers} - {""}
        if "?" in own:
            own = _host(header)
        return replace(clause, territory=None) if clause.territory in own else clause

    def own(self, zones: Zones, header: Header) -> str | None:
        """The former unit, or one that is not the issuer's, to which a local document limits itself."""
        host = _host(header)
        named = self.phrases.gated("territory")
        if not host or not named.may(zones.flat, zones.begin, zones.foot + _AFTER):
            return None
        for found in self.phrases["own_scope"].finditer(zones.flat, zones.begin, zones.foot):
            if zones.in_quotes(found.start()):
                continue
            place = named.search(zones.flat, found.end() - 1, found.end() + _AFTER)
            slug = self._slug(zones.flat, place) if place else None
            if place is None or slug is None:
                continue
            name = zones.flat[place.end() : place.end() + 2 * _AFTER]
            if slug not in host or self.phrases["former"].search(name):
                return slug
        return None


def _next(mains: Sequence[Named], named: Named, end: int) -> int:
    return next((one.start for one in mains if one.start > named.start), end)


def _host(header: Header) -> set[str]:
    return {one.value.partition("/")[2] for one in header.issuers} - {"", "?"}
