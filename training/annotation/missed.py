"""What may have been missed: words labelled elsewhere, cues, roles, dates and marks outside all labels.

``python -m training.annotation.missed [NUMBERS]``. A list to look through, not a list of errors.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.annotation.labels import Labels, Pair, load
from training.annotation.places import everywhere
from training.annotation.press import SHARED, listed, texts

_START = r"(?<![^\W_])[وفبلكس]{0,2}(?:ال)?"
CUE = re.compile(
    r"(?<!\w)[وف]?(?:قال|قالت|قالوا|يقول|تقول|أكد|أكدت|يؤكد|تؤكد|أوضح|أوضحت|أضاف|أضافت|أعلن|أعلنت|ذكر|ذكرت|أشار|أشارت|صرح|صرحت|اعتبر|اعتبرت"
    r"|كشف|كشفت|أفاد|أفادت|نفى|نفت|اتهم|اتهمت|زعم|زعمت|طالب|طالبت|دعا|دعت|حذر|حذرت|توقع|توقعت|شدد|شددت|تابع|تابعت|لفت|لفتت"
    r"|أعرب|أعربت|انتقد|انتقدت|نقلت|نقل|يرى|ترى|رأى|رأت|أظهرت|أظهر"
    r"|بحسب|حسب|وفقا|وفقاً|وفق|مشيرا|مشيرة|مؤكدا|مؤكدة|مضيفا|مضيفة|معتبرا|معتبرة"
    r"|قائلا|قائلة|موضحا|موضحة|لافتا|محذرا|مطالبا|داعيا|مبينا|كتب|كتبت|غرد|غردت|رد|ردت|تعهد|تعهدت|وعد|هدد|هددت|يعتقد|أبلغ"
    r"|أبلغت|وصف|وصفت)(?!\w)",
)
ROLE = re.compile(
    _START + r"(?:وزير|وزيرة|رئيس|رئيسة|مدير|مديرة|متحدث|متحدثة|ناطق|أمير|ملك|سفير|سفيرة|قائد|زعيم|محافظ|عضو|نائب|مستشار|مستشارة"
    r"|خبير|محلل|لواء"
    r"|عميد|عقيد|جنرال|دكتور|دكتورة|شيخ|مدرب|لاعب|محامي|طبيب|مراسل|كاتب|ممثل|ممثلة|أمين|عمدة|مسؤول|مسئول|ضابط|قاض|قاضي|مؤسس|باحث|باحثة)(?!\w)",
)
DATE = re.compile(
    r"(?<!\w)[وفبل]?(?:السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر"
    r"|نوفمبر|ديسمبر|أمس|اليوم|غدا|حاليا|(?:19|20)\d\d|سنوات|أشهر|أسابيع|أيام|عاما|ساعات|ساعة|دقيقة|دقائق|سنة|شهرا|يوما|أسبوع|مساء|صباح)(?!\w)",
)
MARKED = re.compile(r"[\"«“]([^\"«»“”]{12,400})[\"»”]")
SIDE = 25  # code points of context


def missed(labels: Labels, text: str, names: Sequence[str]) -> Iterator[str]:
    """One line for each place; ``names`` are names labelled in the other articles."""
    spans = [(m.start, m.end) for m in labels.mentions] + [(r.start, r.end) for r in labels.roles]
    own = {text[m.start : m.end] for m in labels.mentions if m.form == "name" and m.type != "Date"}
    for name in sorted(own | set(names), key=len, reverse=True):
        yield from (f"name {_shown(text, at)}" for at in everywhere(text, name) if name in text and not _inside(at, spans))
    cues = [said.cue for said in labels.attributions if said.cue is not None]
    contents = [pair for said in labels.attributions for pair in said.contents]
    for kind, pattern, known in (("cue", CUE, cues), ("role", ROLE, spans), ("date", DATE, spans), ("marks", MARKED, contents + spans)):
        for found in pattern.finditer(text):
            at = found.span(1) if kind == "marks" else found.span()
            if not any(max(a, at[0]) < min(b, at[1]) for a, b in known):
                yield f"{kind} {_shown(text, at)}"


def _inside(at: Pair, spans: Sequence[Pair]) -> bool:
    return any(start <= at[0] and at[1] <= end for start, end in spans)


def _shown(text: str, at: Pair) -> str:
    words = f"{text[max(0, at[0] - SIDE) : at[0]]}[{text[slice(*at)]}]{text[at[1] : at[1] + SIDE]}"
    return " ".join(words.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=int, nargs="*")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    every = load()
    numbers = {one.number for one in every}
    found = texts(options.shared, [row for row in listed() if row.number in numbers])
    seen: dict[str, set[int]] = defaultdict(set)
    for labels in every:
        for m in labels.mentions:
            if m.form == "name" and m.type in {"Person", "Organization", "Place"} and m.end - m.start > 3:
                seen[found[labels.number][m.start : m.end]].add(labels.number)
    names = [name for name, where in seen.items() if len(where) > 1]
    for labels in every:
        if not options.numbers or labels.number in options.numbers:
            for line in missed(labels, found[labels.number], names):
                sys.stdout.write(f"{labels.number}.{labels.reading} {line}\n")


if __name__ == "__main__":
    main()
