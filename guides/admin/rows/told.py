"""Rows with words, and what is told of their sentences."""

from __future__ import annotations

from typing import Any

from guides.admin.rows.forms import RowForm
from guides.admin.sizes import LONGEST_TOGETHER
from guides.parsing.speech.splitting import split_sentences


def one_spaced(text: str) -> str:
    return " ".join(text.split())


class TellingForm(RowForm):
    """A row with words, and what is told of the sentences in them: a list of ``{label_key: …, "text": sentence}``."""

    told_field = ""
    label_key = ""
    # How long the words of all rows of the kind are.
    words_together = 0
    most_together = LONGEST_TOGETHER

    def texts(self, value: Any) -> list[str]:
        """The spoken texts, from a value of ``words_field``."""
        raise NotImplementedError

    def read(self, texts: list[str]) -> dict[str, str]:
        """What the reader tells of the sentences of these texts: one-spaced sentence → label."""
        raise NotImplementedError

    def rows_of(self, value: Any) -> dict[str, list[dict[str, Any]]]:
        """The rows under it that a value of ``words_field`` has, as columns, by the name of their formset."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.words_together > self.most_together and {self.words_field, self.told_field} & set(self.changed_data):
            self.add_error(
                self.words_field,
                f"These texts have {self.words_together:,} characters together, too many for a guide: "
                f"{self.most_together:,} at most.",
            )
        elif self.words_field in cleaned and self.told_field in cleaned:
            texts = self.texts(cleaned[self.words_field])
            if self.told_field in self.changed_data:
                self._take_typed(texts)
            elif self.words_field in self.changed_data:
                cleaned[self.told_field] = self._derived(texts)
            if self.words_field in self.changed_data:
                before, now = self.rows_of(self.initial.get(self.words_field)), self.rows_of(cleaned[self.words_field])
                for rows in self.nested:
                    rows.follow(before[rows.name], now[rows.name])
        return cleaned

    def _take_typed(self, texts: list[str]) -> None:
        sentences = {one_spaced(sentence): sentence for sentence in sentences_of(texts)}
        told = self.cleaned_data[self.told_field]
        missing = [one["text"] for one in told if one_spaced(one["text"]) not in sentences]
        if missing:
            self.add_error(
                self.told_field,
                [f"No whole sentence of the words reads “{sentence}”." for sentence in missing],
            )
        else:
            self.cleaned_data[self.told_field] = self._completed(
                [one | {"text": sentences[one_spaced(one["text"])]} for one in told], texts
            )

    def _completed(self, told: list[dict[str, str]], texts: list[str]) -> list[dict[str, str]]:
        """What was typed, and whatever else has to be told of the sentences."""
        return told

    def _derived(self, texts: list[str]) -> list[dict[str, str]]:
        """What is told of changed words: what was decided about a sentence stays, new sentences are read."""
        texts_before = self.texts(self.initial.get(self.words_field))
        before = {one_spaced(sentence) for sentence in sentences_of(texts_before)}
        key = self.label_key
        decided = {one_spaced(one["text"]): one[key] for one in self.initial.get(self.told_field, [])}
        found = self.read(texts)
        told = []
        for sentence in sentences_of(texts):
            spaced = one_spaced(sentence)
            if label := (decided if spaced in before else found).get(spaced):
                told.append({key: label, "text": sentence.strip()})
        return told


def sentences_of(texts: list[str]) -> list[str]:
    return [sentence for text in texts for sentence in split_sentences(text)]
