"""What short texts say is remembered, within bounds."""

from guides.parsing.text.memo import remembered


class Reader:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str, more: int = 0) -> str:
        self.asked.append(text)
        return f"{text}{more}"


def test_a_text_is_read_once() -> None:
    reader = Reader()
    read = remembered(most=2, longest=10)(lambda text, more=0: reader(text, more))

    assert [read("Base"), read("Base")] == ["Base0", "Base0"]
    assert reader.asked == ["Base"]


def test_what_is_asked_with_it_belongs_to_the_question() -> None:
    reader = Reader()
    read = remembered(most=2, longest=10)(lambda text, more=0: reader(text, more))

    assert [read("Base", 1), read("Base", 2)] == ["Base1", "Base2"]


def test_of_a_long_text_nothing_is_kept() -> None:
    reader = Reader()
    read = remembered(most=2, longest=4)(lambda text, more=0: reader(text, more))

    read("Salary")
    read("Salary")

    assert reader.asked == ["Salary", "Salary"]


def test_no_more_texts_are_kept_than_were_said() -> None:
    reader = Reader()
    read = remembered(most=2, longest=10)(lambda text, more=0: reader(text, more))

    for text in ("Base", "Bonus", "Equity", "Base"):
        read(text)

    assert reader.asked == ["Base", "Bonus", "Equity", "Base"]
