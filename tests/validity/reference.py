"""The slow heart: the status of one day at a time, straight from the facts, to hold the fast one against.

Written from the convention, not from the code under test: nothing of ``doccheck.validity`` is imported here.
"""

from datetime import date, timedelta

from doccheck.model.act import Act, Certainty, Fact, Kind, Status, Tier

ENDINGS = (Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM, Kind.CEASED)
POWER = {Tier.CONFIRMED: 4, Tier.OFFICIAL: 3, Tier.READ: 3, Tier.SECONDARY: 2, Tier.PILE: 1}
TRUST = {4: 2, 3: 2, 2: 1, 1: 0}
NAMES = (Certainty.LOW, Certainty.MEDIUM, Certainty.HIGH)
ONE = timedelta(days=1)


class Slow:
    """All that a slow reader notes about an act; trust counts 0 (low) to 2 (high)."""

    def __init__(self, act: Act, facts: tuple[Fact, ...]) -> None:
        self.act = act
        self.facts = [f for f in facts if f.tier is not Tier.HINT and f.act == act.id]
        self.effect = self._effect()
        self.known = self._known()
        self.ends = self._ends()
        for fact, day, verdict, trust in self.ends:
            if POWER[fact.tier] >= 2 and fact.kind is not Kind.CEASED and verdict != "refuted":
                cap = min(trust, 1) if fact.kind is Kind.TERM else trust
                self.known.append((day - ONE, cap, None, False))

    def _whole(self, *kinds: Kind) -> list[Fact]:
        return [f for f in self.facts if f.kind in kinds and not f.provisions]

    def _effect(self) -> tuple[date, date, int] | None:
        stated = [(f.on, POWER[f.tier], f.tier) for f in self._whole(Kind.EFFECT) if f.on]
        if not stated and self.act.effective_on:
            stated = [(self.act.effective_on, 2, Tier.SECONDARY)]
        moves = self._whole(Kind.EFFECT_MOVED)
        if [f for f in moves if f.on is None and f.tier is not Tier.PILE]:
            return None
        firm = [(f.on, POWER[f.tier], f.tier) for f in moves if f.on and f.tier is not Tier.PILE]
        stated = firm or stated
        if not stated:
            return None
        top = max(power for _, power, _ in stated)
        best = [(day, tier) for day, power, tier in stated if power == top]
        days = {day for day, _ in best} | {f.on for f in moves if f.on and f.tier is Tier.PILE}
        trust = TRUST[top]
        if top < 4 and {day for day, _, _ in stated} - days:
            trust = max(trust - 1, 0)
        if self.act.issued_on and min(days) < self.act.issued_on:
            if not any(tier in (Tier.READ, Tier.CONFIRMED) for _, tier in best):
                return None
            trust = min(trust, 1)
        return min(days), max(days), trust

    def _known(self) -> list[tuple[date, int, Fact | None, bool]]:
        """(day of force, trust, fact, whether it shows that the act had taken effect)."""
        days: list[tuple[date, int, Fact | None, bool]] = []
        issued = self.act.issued_on
        for fact in self.facts:
            if fact.on is None or POWER[fact.tier] < 2:
                continue
            trust = TRUST[POWER[fact.tier]]
            cut = fact.provisions and fact.kind in ENDINGS and fact.kind is not Kind.CEASED
            if fact.kind in (Kind.AMENDED, Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED) or cut:
                days.append((fact.on, trust, fact, True))
            elif fact.kind in (Kind.IN_FORCE, Kind.RESUMED) and not fact.provisions:
                days.append((fact.on, trust, fact, True))
                if fact.kind is Kind.IN_FORCE and fact.until and fact.until > fact.on:
                    days.append((fact.until - ONE, trust, fact, True))
            elif fact.kind is Kind.SUSPENDED and fact.until and not fact.provisions:
                days.append((fact.until, trust, fact, True))
        if self.effect:
            days.append((max(self.effect[1], issued or self.effect[1]), self.effect[2], None, False))
        return [d for d in days if issued is None or d[0] >= issued]

    def _ends(self) -> list[tuple[Fact, date, str, int]]:
        issued = self.act.issued_on
        dated = [f for f in self._whole(*ENDINGS) if f.on and (issued is None or f.on >= issued)]
        found = []
        for fact in sorted(dated, key=lambda f: (f.on, -POWER[f.tier]))[::-1]:
            votes = {self._vote(fact, day, other) for day, _, other, starts in self.known if starts and other}
            votes |= {self._quarrel(fact, other) for other, _, verdict, _ in found if verdict != "refuted"}
            verdict = next((v for v in ("refuted", "disputed", "lowered") if v in votes), "stands")
            trust = TRUST[POWER[fact.tier]]
            found.append((fact, fact.on, verdict, trust if verdict == "stands" else max(trust - 1, 0)))
        return found[::-1]

    def _vote(self, end: Fact, day: date, other: Fact) -> str:
        power: float = POWER[other.tier]
        if other.kind in (Kind.IN_FORCE, Kind.RESUMED, Kind.SUSPENDED):
            if day < end.on:
                return ""
            inferred = other.kind is Kind.IN_FORCE and other.tier is Tier.SECONDARY
            power = 0.5 if inferred else power
        elif day <= end.on or end.exceptions is not None:
            return ""
        return self._compare(end, power)

    def _quarrel(self, end: Fact, other: Fact) -> str:
        if other.on <= end.on or other.kind is Kind.CEASED or POWER[other.tier] < 2:
            return ""
        if other.kind is Kind.TERM and end.kind is not Kind.TERM:
            return ""
        mixed = (end.kind is Kind.TERM) != (other.kind is Kind.TERM)
        if not mixed and (end.by is None or other.by is None or end.by == other.by):
            return self._compare(end, POWER[other.tier])
        return "disputed" if POWER[other.tier] > POWER[end.tier] > 1 else "lowered"

    @staticmethod
    def _compare(end: Fact, power: float) -> str:
        mine = POWER[end.tier]
        if power < mine:
            return "lowered"
        return "refuted" if power > mine and (mine > 1 or power == 4) else "disputed"

    def at(self, day: date) -> tuple[Status, Certainty, bool]:
        """Status, certainty and whether amended, on one day."""
        status, trust = self._parts(day, *self._halted(day, *self._plain(day)))
        amended = any(f.kind is Kind.AMENDED and f.on and f.on <= day for f in self.facts)
        return status, NAMES[trust], amended

    def _plain(self, day: date) -> tuple[Status, int]:
        over = [e for e in self.ends if e[1] <= day and e[2] in ("stands", "lowered")]
        if over:
            trust = max(e[3] for e in over)
            first = over[0][0]
            if self.effect and over[0][1] <= self.effect[0] and first.kind not in (Kind.TERM, Kind.CEASED):
                if self.effect[2] == 2:
                    return Status.NEVER_IN_FORCE, trust
                trust = max(trust - 1, 0)
            return Status.CEASED, trust
        if self.act.issued_on and day < self.act.issued_on:
            return Status.NOT_YET_IN_FORCE, 2
        if self.effect and day < self.effect[0]:
            return Status.NOT_YET_IN_FORCE, self.effect[2]
        if [e for e in self.ends if e[1] <= day and e[2] == "disputed"]:
            return Status.UNKNOWN, 0
        begun = self._begun(day)
        after = [trust for known, trust, _, _ in self.known if known >= day]
        if begun is None or not after:
            return Status.UNKNOWN, 0
        trust = min(begun, max(after))
        if [e for e in self.ends if e[1] <= day and e[2] == "refuted"]:
            trust = max(trust - 1, 0)
        loose = [f for f in self.facts if f.kind in (Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED) and f.on is None]
        loose += [f for f in self.facts if f.kind in ENDINGS and f.provisions and f.on is None]
        return Status.IN_FORCE, min(trust, 1) if loose else trust

    def _begun(self, day: date) -> int | None:
        if self.effect and self.effect[1] <= day:
            return self.effect[2]
        shown = [t for known, t, _, starts in self.known if starts and known <= day]
        if self.effect:
            shown = [t for known, t, _, starts in self.known if starts and self.effect[0] <= known <= day]
        return max(shown, default=None)

    def _halted(self, day: date, status: Status, trust: int) -> tuple[Status, int]:
        if status not in (Status.IN_FORCE, Status.UNKNOWN):
            return status, trust
        back = sorted(f.on for f in self._whole(Kind.RESUMED) if f.on)
        stated = sorted(k for k, _, f, _ in self.known if f is not None and f.kind is Kind.IN_FORCE)
        halts, doubt = [], False
        whole = self._whole(Kind.SUSPENDED)
        told_whole = [
            f for f in whole if f.until or not any(o.until and (o.by, o.on) == (f.by, f.on) for o in whole if f.by)
        ]
        for fact in (f for f in told_whole if f.on and f.on <= day):
            end = fact.until or next((d for d in back if d > fact.on), None)
            told = [k for k in stated if k > fact.on]
            if day < (end or date.max) and (end or not told):
                halts.append(TRUST[POWER[fact.tier]])
            doubt = doubt or (end is None and bool(told) and day < told[0])
        if halts:
            return Status.SUSPENDED, max(halts)
        return (Status.UNKNOWN, 0) if doubt else (status, trust)

    def _parts(self, day: date, status: Status, trust: int) -> tuple[Status, int]:
        cut = [f for f in self.facts if f.kind in (Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED)]
        cut += [f for f in self.facts if f.provisions and f.kind in ENDINGS]
        gone = [TRUST[POWER[f.tier]] for f in cut if f.on and f.on <= day]
        if status is Status.IN_FORCE and gone:
            return Status.PARTLY_CEASED, min(trust, max(gone))
        return status, trust
