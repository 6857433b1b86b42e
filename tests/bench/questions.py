"""Questions: precision and recall on the sample, against a list made by reading all of it."""

from __future__ import annotations

import tomllib

from generator.analysis.questions import find_questions
from tests.cases import CASES_PATH
from tests.test_questions import one_language, sample_talk, score


def main() -> None:
    """Print how many of the questions found are some, and how many of those asked are found."""
    truth = tomllib.loads((CASES_PATH / "questions" / "sample.toml").read_text(encoding="utf-8"))["question"]
    talk = sample_talk()
    print(f"{'questions':30} {'found':>6} {'precision':>10} {'recall':>7}")  # noqa: T201
    for label, of, lang in (
        ("by punctuation, Chinese side", talk, "zh-Hans"),
        ("by words, English side alone", one_language(talk, "en"), "en"),
    ):
        precision, recall = score(of, truth, lang)
        print(f"{label:30} {len(find_questions(of)):6} {precision:10.2f} {recall:7.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
