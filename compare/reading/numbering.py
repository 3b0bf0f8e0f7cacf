"""The numbers that Word writes before paragraphs and doesn't keep in their text: 一、 （一） 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "ideographTraditional",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written (`numFmt`), its text (`（%1）`), where it starts."""

    form: str
    text: str
    start: int


class Numbering:
    """The lists of a document, counted along as its paragraphs come."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """`numbering`, `styles`: the root elements of those parts, None where the document has none."""
        abstract = {} if numbering is None else dict(_abstract(numbering))
        self._levels: dict[str, list[Level]] = {}
        self._counted_with: dict[str, str] = {}
        for num in () if numbering is None else numbering.iter(f"{W}num"):
            of = _value(num.find(f"{W}abstractNumId"))
            self._levels[_attribute(num, "numId")] = abstract.get(of, [])
            self._counted_with[_attribute(num, "numId")] = of
        self._styles = (
            {} if styles is None else {_attribute(s, "styleId"): s for s in styles.iter(f"{W}style")}
        )
        self._counts: dict[str, list[int]] = {}

    def label(self, paragraph: Any) -> str:
        """The number that stands before the paragraph, empty where none does; counts it."""
        number, depth = self._number(paragraph)
        levels = self._levels.get(number, [])
        if not 0 <= depth < len(levels):
            return ""
        counts = self._counts.setdefault(self._counted_with[number], [-1] * _LEVELS)
        counts[depth] = levels[depth].start if counts[depth] < 0 else counts[depth] + 1
        counts[depth + 1 :] = [-1] * (_LEVELS - depth - 1)
        if levels[depth].form in {"bullet", "none"}:
            return ""
        label = levels[depth].text
        for i, level in enumerate(levels[: depth + 1]):
            label = label.replace(f"%{i + 1}", written(max(counts[i], level.start), level.form))
        return label

    def _number(self, paragraph: Any) -> tuple[str, int]:
        """Id of the paragraph's list, its own or its style's, and the depth in it."""
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else _value(properties.find(f"{W}pStyle"))
        seen: set[str] = set()
        while properties is not None:
            found = properties.find(f"{W}numPr")
            if found is not None:
                depth = _value(found.find(f"{W}ilvl")) or "0"
                return _value(found.find(f"{W}numId")), int(depth) if depth.isdigit() else 0
            above = self._styles.get(style)
            if above is None or style in seen:
                break
            seen.add(style)
            properties = above.find(f"{W}pPr")
            style = _value(above.find(f"{W}basedOn"))
            if properties is None:
                properties = above  # no properties of its own: those of the style it is based on
        return "", 0


def written(number: int, form: str) -> str:
    """A list's number as `form` (a `numFmt` of Word) writes it: 3 → 三, ③, c, iii or 3."""
    if form in _CHINESE:
        return chinese(number)
    if form in _CIRCLED and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        return chr((97 if form == "lowerLetter" else 65) + number - 1)
    if form in {"lowerRoman", "upperRoman"} and 1 <= number <= 39:
        roman = (
            "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        )
        return roman.lower() if form == "lowerRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def chinese(number: int) -> str:
    """1 to 99 in Chinese; other numbers in digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _abstract(numbering: Any) -> Iterator[tuple[str, list[Level]]]:
    for abstract in numbering.iter(f"{W}abstractNum"):
        levels = []
        for level in abstract.findall(f"{W}lvl")[:_LEVELS]:
            start = _value(level.find(f"{W}start"))
            levels.append(
                Level(
                    _value(level.find(f"{W}numFmt")) or "decimal",
                    _value(level.find(f"{W}lvlText")),
                    int(start) if start.isdigit() else 1,
                )
            )
        yield _attribute(abstract, "abstractNumId"), levels


def _value(element: Any) -> str:
    return "" if element is None else _attribute(element, "val")


def _attribute(element: Any, name: str) -> str:
    return element.get(f"{W}{name}") or ""
