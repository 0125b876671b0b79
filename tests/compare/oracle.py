#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second opinion on comparisons: the contract's text, done naively, person by person.

Reads lines {"source": SIDE, "target": SIDE, "match": [...], "report": {...}} from the file named on
the command line and says which reports are not what it would have said. It shares nothing with the
program: resources are taken apart here too.
"""

import json
import sys
import unicodedata

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
MANAGER = ENTERPRISE + ":manager.value"
EXACT = {"profileUrl", MANAGER}
PLAIN = ("userName", "displayName", "title", "nickName", "profileUrl")
EXPLAINED = {"nested_only", "disabled_at_source", "waiting", "unassigned_deactivated",
             "cleared_at_source", "member_waiting"}


def exact(text):
    return unicodedata.normalize("NFC", text)


def fold(text):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


class Person:
    def __init__(self, document, is_group):
        self.id = document["id"]
        self.key = document["displayName" if is_group else "userName"]
        self.active = document.get("active", True) is not False
        self.external_id = document.get("externalId") or ""
        name = document.get("name", {})
        both = " ".join(p for p in (name.get("givenName"), name.get("familyName")) if p)
        self.name = self.key if is_group else (document.get("displayName") or both or self.key)
        self.rules = {}
        if self.external_id:
            self.rules["externalId"] = exact(self.external_id)
        self.rules["displayName" if is_group else "userName"] = fold(self.key)
        emails = document.get("emails", [])
        best = ([e for e in emails if e.get("primary")] or
                [e for e in emails if fold(e.get("type", "")) == "work"] or emails)
        if best:
            self.rules["emails"] = fold(best[0]["value"])
        self.values = {}        # (path, type) -> {compared: shown}
        for attribute in PLAIN:
            self.add(attribute, "", document.get(attribute))
        for part in ("givenName", "familyName"):
            self.add("name." + part, "", name.get(part))
        for many in ("emails", "phoneNumbers"):
            for element in document.get(many, []):
                self.add(many + ".value", fold(element.get("type", "")), element["value"])
        extension = document.get(ENTERPRISE, {})
        self.add(ENTERPRISE + ":department", "", extension.get("department"))
        self.manager = extension.get("manager", {}).get("value")
        self.add(MANAGER, "", self.manager)
        self.members = [m["value"] for m in document.get("members", [])]
        self.partner = None
        self.aside = False
        self.ambiguous = False

    def add(self, path, kind, value):
        if value:
            compared = exact(value) if path in EXACT else fold(value)
            self.values.setdefault((path, kind), {}).setdefault(compared, value)


class Side:
    def __init__(self, document):
        self.kind = document.get("kind", "jsonl")
        self.evidence = document.get("evidence", [])
        self.last_cycle = document.get("last_cycle", 0)
        self.carried = set(document.get("carried", []))
        self.supported = set(document.get("supported", []))
        listed = [Person(d, False) for d in document.get("users", [])]
        for person in listed:
            self.carried |= {path for path, _ in person.values}
            self.carried |= {"externalId"} if person.external_id else set()
        self.users = [p for p in listed if self.in_scope(p, "User")]
        self.groups = [p for p in (Person(d, True) for d in document.get("groups", []))
                       if self.in_scope(p, "Group")]
        self.by_id = {p.id: p for p in self.users}

    def in_scope(self, person, about):
        """Listed, and not known to be deleted or out of scope."""
        kinds = {"deleted", "out_of_scope"}
        return not any(self.knows(kinds, kind, about, person.key) for kind in kinds)

    def knows(self, kinds, kind, person_type, key):
        for evidence, about, whom, _detail, time in self.evidence:
            if evidence != kind or evidence not in kinds or about != person_type:
                continue
            if fold(whom) != fold(key):
                continue
            if evidence == "waiting" and 0 < time <= self.last_cycle:
                continue
            return True
        return False


FROM_SOURCE = {"failed", "skipped", "waiting", "deleted", "out_of_scope", "nested_only"}
FROM_TARGET = {"failed"}


class Comparison:
    def __init__(self, source, target, match):
        self.source, self.target = source, target
        self.lists = {}
        user_rules = self.match(source.users, target.users, match, True)
        group_rules = self.match(source.groups, target.groups, ["externalId", "displayName"], False)
        self.unmatched("users", source.users, target.users, user_rules)
        self.unmatched("groups", source.groups, target.groups, group_rules)
        self.users_differ()
        self.groups_differ()
        self.memberships()

    def carries(self, side, people, rule, users):
        path = {"emails": "emails.value"}.get(rule, rule)
        return any(rule in p.rules for p in people) or (users and path in side.carried)

    def match(self, ours, theirs, rules, users):
        used = [r for r in rules if self.carries(self.source, ours, r, users)
                and self.carries(self.target, theirs, r, users)]
        for rule in used:
            holders = []
            for people in (ours, theirs):
                held = {}
                for person in people:
                    if person.partner is None and not person.aside and rule in person.rules:
                        held.setdefault(person.rules[rule], []).append(person)
                holders.append(held)
            for held in holders:
                for people in held.values():
                    if len(people) > 1:
                        for person in people:
                            person.aside = True
            for value, people in holders[0].items():
                others = holders[1].get(value, [])
                if len(people) == 1 and len(others) == 1:
                    people[0].partner, others[0].partner = others[0], people[0]
        return used

    def unmatched(self, what, ours, theirs, used):
        missing, extra, ambiguous = [], [], []
        for side, people, others in (("source", ours, theirs), ("target", theirs, ours)):
            for person in people:
                if person.partner is not None:
                    continue
                if not person.aside:
                    person.ambiguous = any(
                        rule in person.rules and o.partner is not None
                        and o.rules.get(rule) == person.rules[rule]
                        for rule in used for o in others)
                if person.ambiguous:
                    ambiguous.append((fold(person.key), person.id, side, person))
                else:
                    (missing if side == "source" else extra).append(
                        (fold(person.key), person.id, person))
        kind = {"users": "User", "groups": "Group"}[what]
        self.lists[what, "missing"] = [self.entry(p, self.why_missing(p, kind))
                                       for _, _, p in sorted(missing, key=lambda m: m[:2])]
        self.lists[what, "extra"] = [self.entry(p, self.why_extra(p, kind))
                                     for _, _, p in sorted(extra, key=lambda m: m[:2])]
        self.lists[what, "ambiguous"] = [
            dict(self.entry(p, "ambiguous"), side=side)
            for _, _, side, p in sorted(ambiguous, key=lambda m: m[:3])]

    def entry(self, person, reason):
        person.reason = reason
        return {"key": person.key, "name": person.name, "reason": reason,
                "explained": reason in EXPLAINED}

    def told(self, kind, about, key):
        return (self.source.knows(FROM_SOURCE, kind, about, key) or
                self.target.knows(FROM_TARGET, kind, about, key))

    def why_missing(self, person, about):
        if person.aside:
            return "duplicate_at_source"
        if self.told("nested_only", about, person.key):
            return "nested_only"
        if not person.active and about == "User":
            return "disabled_at_source"
        for kind in ("failed", "skipped", "waiting"):
            if self.told(kind, about, person.key):
                return kind
        return "never_arrived"

    def why_extra(self, person, about):
        active = person.active or about == "Group"
        if person.aside:
            return "duplicate_in_directory"
        if self.told("deleted", about, person.key) and active:
            return "deleted_at_source"
        if not active:
            return "unassigned_deactivated"
        if self.told("out_of_scope", about, person.key):
            return "unassigned_active"
        return "local" if not person.external_id else "unknown_extra"

    def is_compared(self, path):
        if path not in self.source.carried:
            return False
        if self.target.supported:
            return path in self.target.supported
        return not path.startswith("urn:") or path.startswith(ENTERPRISE + ":")

    def manager_differs(self, person):
        if not self.is_compared(MANAGER):
            return False
        if person.manager is None:
            return person.partner.manager is not None
        manager = self.source.by_id.get(person.manager)
        if manager is None or manager.partner is None:
            return False
        return person.partner.manager is None or (
            self.target.by_id.get(person.partner.manager) is not manager.partner)

    @staticmethod
    def show(side, person, path, kind):
        if path == MANAGER:
            if person.manager is None:
                return None
            manager = side.by_id.get(person.manager)
            return manager.key if manager else person.manager
        values = person.values.get((path, kind))
        return "; ".join(values[c] for c in sorted(values, key=lambda v: v.encode())) \
            if values else None

    def attributes(self, person):
        differing = []
        for path, kind in set(person.values) | set(person.partner.values):
            if path == MANAGER:
                if not self.manager_differs(person):
                    continue
            elif not self.is_compared(path) or (
                    set(person.values.get((path, kind), {})) ==
                    set(person.partner.values.get((path, kind), {}))):
                continue
            shown = path
            if kind:
                attribute, sub = path.rsplit(".", 1)
                shown = f'{attribute}[type eq "{kind}"].{sub}'
            differing.append({"path": shown,
                              "source": self.show(self.source, person, path, kind),
                              "target": self.show(self.target, person.partner, path, kind)})
        return sorted(differing, key=lambda a: a["path"].encode())

    def users_differ(self):
        different = []
        for person in self.source.users:
            if person.partner is None or not (person.active or person.partner.active):
                continue
            attributes = self.attributes(person)
            if not person.active and person.partner.active:
                reason = "still_active"
            elif person.active and not person.partner.active:
                reason = "inactive"
            elif attributes and self.source.kind == "entra" and all(
                    a["source"] is None for a in attributes):
                reason = "cleared_at_source"
            elif attributes:
                reason = "attribute"
            else:
                continue
            different.append((fold(person.key), person.id,
                              dict(self.entry(person, reason), attributes=attributes)))
        different.sort(key=lambda m: m[:2])
        self.lists["users", "different"] = [d for _, _, d in different]

    def groups_differ(self):
        different = []
        for group in self.source.groups:
            if group.partner is not None and fold(group.key) != fold(group.partner.key):
                attributes = [{"path": "displayName", "source": group.key,
                               "target": group.partner.key}]
                different.append((fold(group.key), group.id,
                                  dict(self.entry(group, "attribute"), attributes=attributes)))
        different.sort(key=lambda m: m[:2])
        self.lists["groups", "different"] = [d for _, _, d in different]

    def memberships(self):
        missing, extra, self.common = [], [], 0
        for group in self.source.groups:
            if group.partner is None:
                continue
            there = {i for i in group.partner.members if i in self.target.by_id}
            for member_id in set(group.members):
                member = self.source.by_id.get(member_id)
                if member is None:
                    continue
                if member.partner is not None:
                    if not member.active and not member.partner.active:
                        continue
                    if member.partner.id in there:
                        self.common += 1
                        continue
                missing.append(self.membership(group, member, True))
            here = {self.source.by_id[i] for i in group.members if i in self.source.by_id}
            for member_id in there:
                member = self.target.by_id[member_id]
                if member.partner is not None and (
                        member.partner in here or
                        not member.active and not member.partner.active):
                    continue
                extra.append(self.membership(group.partner, member, False))
        for name, found in (("missing", missing), ("extra", extra)):
            self.lists["memberships", name] = [m for _, m in sorted(found, key=lambda f: f[0])]

    def membership(self, group, member, missing):
        if missing and member.partner is None and not member.ambiguous:
            reason, explained = "member_unprovisioned", member.reason in EXPLAINED
        elif not missing and member.partner is None:
            reason, explained = "member_not_at_source", member.reason in EXPLAINED
        elif missing and self.member_waits(group, member):
            reason, explained = "member_waiting", True
        else:
            reason, explained = "member_missing" if missing else "member_extra", False
        return ((fold(group.key), fold(member.key), group.id, member.id),
                {"group": group.key, "member": member.key, "reason": reason,
                 "explained": explained})

    def member_waits(self, group, member):
        if self.told("waiting", "User", member.key) or self.told("waiting", "Group", group.key):
            return True
        return any(kind == "waiting" and about == "Member" and fold(whom) == fold(member.key)
                   and fold(detail or "") == fold(group.key)
                   and not 0 < time <= self.source.last_cycle
                   for kind, about, whom, detail, time in self.source.evidence)

    def counts(self, side, here):
        active = sum(p.active for p in side.users)
        return {"users": {"total": len(side.users), here[0]: active,
                          here[1]: len(side.users) - active},
                "groups": {"total": len(side.groups)},
                "memberships": {"total": sum(len({m for m in g.members if m in side.by_id})
                                             for g in side.groups)}}

    def report(self):
        source = self.counts(self.source, ("expected", "disabled"))
        target = self.counts(self.target, ("active", "inactive"))
        everything = [e for found in self.lists.values() for e in found]
        if not everything:
            verdict = "in_step"
        elif all(e["explained"] for e in everything):
            verdict = "explained"
        elif (source["users"]["expected"] == target["users"]["active"]
              and source["groups"] == target["groups"]):
            verdict = "counts_match"
        else:
            verdict = "differs"
        report = {"verdict": verdict, "source": source, "target": target, "reasons": {}}
        for what in ("users", "groups", "memberships"):
            report[what] = {name: found for (kind, name), found in self.lists.items()
                            if kind == what}
            reasons = [e["reason"] for found in report[what].values() for e in found]
            report["reasons"][what] = {r: reasons.count(r) for r in reasons}
        report["users"]["matched"] = sum(p.partner is not None for p in self.source.users)
        report["groups"]["matched"] = sum(p.partner is not None for p in self.source.groups)
        report["memberships"]["matched"] = self.common
        return report


def strip(report):
    """What the oracle has no opinion on: names, times, and the words of details."""
    for side in ("source", "target"):
        for member in ("name", "kind", "read_at", "reported", "faults"):
            report[side].pop(member)
    for what in ("users", "groups"):
        for found in report[what].values():
            for entry in found if isinstance(found, list) else []:
                entry.pop("detail", None)
    return report


def fold_sets(report):
    """Of two values that fold alike in one set, either may be shown."""
    for entry in report["users"]["different"]:
        for attribute in entry["attributes"]:
            for side in ("source", "target"):
                if attribute["path"].endswith(".value") and attribute[side]:
                    attribute[side] = fold(attribute[side])
    return report


def main():
    bad = 0
    reached = {}
    sides = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            case = json.loads(line)
            if "side" in case:
                sides[case["side"]] = case["document"]
                continue
            wanted = Comparison(Side(sides[case["source"]]), Side(sides[case["target"]]),
                                case["match"]).report()
            for reasons in wanted["reasons"].values():
                for reason, count in reasons.items():
                    reached[reason] = reached.get(reason, 0) + count
            found = fold_sets(strip(case["report"]))
            wanted = fold_sets(wanted)
            if found != wanted:
                bad += 1
                if bad <= 3:
                    print(f"line {number}: {line}wanted {json.dumps(wanted)}")
                    for part in wanted:
                        if found[part] != wanted[part]:
                            print(f"in {part}:\n  {found[part]}\n  {wanted[part]}")
    print(json.dumps(reached, sort_keys=True))
    print(f"{bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
