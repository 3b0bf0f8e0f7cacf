"""Bytes → text: which encoding it is, decided by what the result looks like and not by what fails to raise.

gb18030 decodes almost any bytes to some Chinese characters, so the first decoder that succeeds proves
nothing; the share of everyday characters does: about a half in real text, near nothing in a wrong reading.
"""

from __future__ import annotations

import codecs
import re

from compare.errors import Unreadable

_EVERYDAY = frozenset(
    "的一是不在人有我他这中大来上个国和也子时年要发展会主出工业生产地方政府市县区经济社会建设全面加强推进实现"
    "增长目标完成项目农村城改革开放民生服务企业以为到成分新高能力作行体重点化理资保护环境动力提升水平教育医疗"
    "报告万亿元左右各位代表同志们总值收入投资消费安公共二三四五六七八九十百千零率达下半多者"
    # The same in traditional characters, for Big5.
    "這來個國時會發業產區經濟設強進實現標項農開務環護動資總養優質與為從號對後歷億萬團歲報舉點當"
)
_PLAUSIBLE = 0.12
"""Share of everyday characters among the Chinese ones below which a reading isn't believed."""

_SAMPLE = 200_000
"""Characters looked at to judge a reading; a whole report, but not a whole 20 MB."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ODD = re.compile(r"[\ue000-\uf8ff\ufffd\x80-\x9f]")

_BOMS = (
    # UTF-32's little-endian mark begins with UTF-16's, so it is asked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text, without a BOM and with `\\n` as its only line end, and the name of its encoding.

    Offsets everywhere else are counted in this text. Raises Unreadable where no reading is believable.
    """
    text, encoding = _decoded(data, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip().strip("\ufeff\u200b\x1a"):
        raise Unreadable(path, "is empty")
    controls = len(_CONTROL.findall(text))
    # A stray control character comes with copying from an old web page; many of them, or a NUL, are data.
    if "\x00" in text or controls * 200 > len(text):
        raise Unreadable(path, "is binary data, not text")
    return text, encoding


def _decoded(data: bytes, path: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _damaged(path, encoding, error.start + len(bom)) from None
    if b"\x00" in data:
        return _wide(data, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    readings = [
        (plausibility(text), text, name)
        for name in ("gb18030", "big5", "big5hkscs")
        if (text := _try(data, name))
    ]
    # Of equal readings the first is meant: where Big5 does, its Hong Kong extension isn't named.
    best = max(readings, key=lambda reading: reading[0], default=(0.0, "", ""))
    if best[0] >= _PLAUSIBLE:
        return best[1], best[2]
    return _guessed(data, path, broken)


def plausibility(text: str) -> float:
    """How much a decoded text looks like Chinese prose, 0 to 1."""
    sample = text[:_SAMPLE]
    chinese = _CHINESE.findall(sample)
    if not chinese:
        return 0.0
    everyday = sum(character in _EVERYDAY for character in chinese)
    # Private-use characters and C1 controls are what a wrong table makes of the other encoding's rare bytes.
    return everyday / (len(chinese) + 4 * len(_ODD.findall(sample)))


def _wide(data: bytes, path: str) -> tuple[str, str]:
    """UTF-16 without a BOM: its digits and line ends carry a NUL each, which no other text does."""
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text and "\x00" not in text and not _CONTROL.search(text):
            ascii_share = sum(map(str.isascii, text[:_SAMPLE])) / len(text[:_SAMPLE])
            readings.append((max(plausibility(text), ascii_share), text, encoding))
    best = max(readings, default=(0.0, "", ""))
    if best[0] < _PLAUSIBLE:
        raise Unreadable(path, "is binary data, not text")
    return best[1], best[2]


def _guessed(data: bytes, path: str, broken: int) -> tuple[str, str]:
    """What trial decoding leaves open; a text that is UTF-8 but for some bytes is refused, not patched up."""
    lenient = data.decode("utf-8", errors="replace")
    if plausibility(lenient) >= _PLAUSIBLE:
        raise _damaged(path, "utf-8", broken)

    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None and best.encoding not in {"utf_8", "ascii"}:
        text = _try(data, best.encoding)
        if text and (plausibility(text) >= _PLAUSIBLE or not _CHINESE.search(text)):
            return text, best.encoding.replace("_", "-")
    raise Unreadable(path, "its encoding can't be told", "save it as UTF-8 text")


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return ""


def _damaged(path: str, encoding: str, byte: int) -> Unreadable:
    return Unreadable(
        path, f"is damaged: byte {byte} isn't {encoding.upper()}", "save it as UTF-8 text again"
    )
