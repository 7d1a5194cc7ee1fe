"""The desk's search: words as the lists have them, or as people call a company or a role, in any order."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Q, QuerySet
from django.db.models.options import Options
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from guides.library.names import vocabulary
from guides.library.reading import Kind

_MOST_WORDS = 8


class SearchedByNames:
    """Of a list whose rows belong to a company and a role: "swe" finds software engineers, as it does on the site.

    Each word stands in one of ``search_fields``, or in another name of what the
    relations in ``named_by`` lead to; what is quoted counts as one word.
    """

    opts: Options[Any]
    search_fields: ClassVar[list[str]]
    # A relation of the list → whose names count.
    named_by: ClassVar[dict[str, Kind]] = {}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in _terms(search_term):
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__icontains": word})
            for relation, kind in self.named_by.items():
                if keys := vocabulary().called(kind, word):
                    found |= Q(**{f"{relation}__in": keys})
            queryset = queryset.filter(found)
        return queryset, any(lookup_spawns_duplicates(self.opts, field) for field in self.search_fields)


def _terms(typed: str) -> list[str]:
    pieces = list(smart_split(typed.replace("/", " ")))[:_MOST_WORDS]
    is_quoted = [len(piece) > 1 and piece[0] in "\"'" and piece[0] == piece[-1] for piece in pieces]
    terms = [
        unescape_string_literal(piece) if quoted else piece for piece, quoted in zip(pieces, is_quoted, strict=True)
    ]
    return [term.strip() for term in terms if term.strip()]
