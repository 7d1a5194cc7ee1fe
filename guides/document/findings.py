"""What is to be looked at in a library of guides, worst first. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from guides.document.checks import CODES
from guides.document.document import Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a finding occurs, at each severity, and in how many guides."""

    code: str
    guides: int
    severities: dict[Severity, int]

    @property
    def meaning(self) -> str:
        """The code in a sentence for editors."""
        return CODES.get(self.code, "")


@dataclass(frozen=True, slots=True)
class GuideCount:
    """A guide and how many findings of each severity it has."""

    name: str
    severities: dict[Severity, int]


@dataclass
class Summary:
    """The findings of many guides. ``add`` them one by one; only counts are kept."""

    guides: int = 0
    _codes: dict[str, Counter[Severity]] = field(default_factory=dict)
    _guides_with: Counter[str] = field(default_factory=Counter)
    _counts: list[GuideCount] = field(default_factory=list)

    def add(self, name: str, findings: Iterable[tuple[str, Severity]]) -> None:
        """Count one guide's findings, each a code and a severity."""
        self.guides += 1
        findings = list(findings)
        for code, severity in findings:
            self._codes.setdefault(code, Counter())[severity] += 1
        self._guides_with.update({code for code, _ in findings})
        if findings:
            self._counts.append(GuideCount(name, _by_severity(Counter(severity for _, severity in findings))))

    @property
    def severities(self) -> dict[Severity, int]:
        """How many findings of each severity there are."""
        return _by_severity(sum(self._codes.values(), Counter()))

    def codes(self) -> list[CodeCount]:
        """The codes that occur, the gravest and most frequent first."""
        counts = [
            CodeCount(code, self._guides_with[code], _by_severity(severities))
            for code, severities in self._codes.items()
        ]
        return sorted(counts, key=lambda count: (_gravity(count.severities), count.code))

    def worst(self, most: int) -> list[GuideCount]:
        """The guides with the gravest and most findings, at most so many."""
        return sorted(self._counts, key=lambda count: (_gravity(count.severities), count.name))[:most]

    def to_json(self) -> dict[str, Any]:
        """The summary as plain values: all codes, and the twenty worst guides."""
        return {
            "guides": self.guides,
            "findings": self.severities,
            "codes": [
                {"code": count.code, "guides": count.guides, **count.severities, "meaning": count.meaning}
                for count in self.codes()
            ],
            "worst": [{"guide": count.name, **count.severities} for count in self.worst(20)],
        }


def _by_severity(counts: Counter[Severity]) -> dict[Severity, int]:
    return {severity: counts[severity] for severity in SEVERITIES if counts[severity]}


def _gravity(severities: dict[Severity, int]) -> tuple[int, ...]:
    return tuple(-severities.get(severity, 0) for severity in SEVERITIES)
