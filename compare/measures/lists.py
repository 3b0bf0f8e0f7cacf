"""Lists of names that share a head or a tail: `城镇和农村常住居民人均可支配收入` are two indicators."""

from __future__ import annotations

import re

from compare.lexicon.indicators import indicators
from compare.lexicon.loader import table
from compare.measures.clauses import enclosed
from compare.measures.words import flow_verb, words

_TOGETHER = re.compile(
    r"(?P<names>[^，]+?)等?(?:[一二三四五六七八九十两]+|\d+)(?:大|个|类)[^、和]{0,4}?(?P<kind>行业|产业|领域|集群|板块)(?P<tail>[^、和]*)"
)
_OF_WHAT = re.compile(r"占[^占、]+(?:比重|比例|份额)$")
_OF_KIND = re.compile(r"(?:产业|行业)?(?P<what>增加值|总产值|产值|营业收入)$")
_EVENT = re.compile(r"(?:事故|火灾|案件|警情|灾害)$")  # 事故和死亡人数: they aren't counted alike
_KIND = re.compile(r"(?:产业|行业|制造业)$")
_AMOUNT = re.compile(r"(?:总?金额|总额|数量|面积)")
_SHORT = 8
_SHARE = re.compile(r"占[^、占]*比重$|(?:占比|比重)$")


def split_names(text: str, count: int, *, share: bool = False) -> list[str]:
    """The `count` names that a list stands for, each made complete; empty where it can't be told.

    `share` says that the figures are shares in percent: `工业投资、民间投资占比` are two 占比.
    """
    if count == 1:
        return [text]
    together = _TOGETHER.fullmatch(text)
    if together:
        names = _pieces(together["names"], count)
        if names:  # 食品、轻纺、建材三大行业主营业务收入; alone they grow as 食品行业, 轻纺行业
            return [name + (together["tail"] or together["kind"]) for name in names]
    whose, each, deed = text.partition("分别")
    if each and deed.startswith("占"):
        return [owner + deed for owner in _pieces(whose, count)]  # 税收、就业分别占全市的51%、77%
    if each and flow_verb().match(deed):
        owners = _pieces(whose, count)
        if owners:
            return [owner + deed for owner in owners]  # 科技城、产业园分别新增企业1012家、812家
        text = deed  # 市级部门分别取消、调整行政许可: whose deed it was names none
    contracted = _contraction(text, count)
    pieces = _pieces(text, count)
    if contracted and (not pieces or any("、" in short and short in text for short in _contractions())):
        return contracted
    if not pieces:
        return []
    ending = _SHARE.search(pieces[-1])
    if share and ending and not any(_SHARE.search(piece) for piece in pieces[:-1]):
        whose = pieces[-1][: ending.start()]
        return [*(piece + _kind_of(piece, whose) + ending[0] for piece in pieces[:-1]), pieces[-1]]
    return _completed(pieces)


def _contractions() -> dict[str, list[str]]:
    """Short forms of several names in one: 存、贷款."""
    found: dict[str, list[str]] = table("words")["contractions"]
    return found


def _contraction(text: str, count: int) -> list[str]:
    for short, full in sorted(_contractions().items(), key=lambda entry: -len(entry[0])):
        if short in text and len(full) == count:
            # 二、三产业增长9% are 增加值; 二、三产业比重 say themselves what is meant
            goes_on = not text.endswith(short) and not short.endswith("增加值")
            return [text.replace(short, name.removesuffix("增加值") if goes_on else name, 1) for name in full]
    return []


def _pieces(text: str, count: int) -> list[str]:
    """Cut at the joints that give the right number: at 、 alone where that fits, else at all of them."""
    _, inside = enclosed(text)
    for marks in (
        "、",
        "、|以及|及其|及|和|与|暨",
        "、|以及|和|与",
        "、|以及|及",
        "和|与|以及",
        "和",
        "与",
        "及",
    ):
        cuts = [m for m in re.finditer(marks, text) if not inside[m.start()]]
        if len(cuts) == count - 1:
            bounds = [0, *[x for m in cuts for x in (m.start(), m.end())], len(text)]
            pieces = [text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
            if all(pieces):
                return pieces
    return []


def _completed(pieces: list[str]) -> list[str]:
    """Each piece with the head of the first and the tail of the last where it lacks them."""
    last = pieces[-1]
    # 主营业务、税收收入、利用外资: where one between has a noun of its own, the last one's isn't shared
    apart = any(_quantity(piece) for piece in pieces[1:-1])
    whole = [piece if apart else _with_tail(piece, last) for piece in pieces[:-1]] + [last]
    head = _shared_head(pieces[0], pieces[1:])
    whole[1:] = [
        contrasting(name, whole[0]) if name == piece else name
        for name, piece in zip(whole[1:], pieces[1:], strict=True)
    ]
    return [whole[0], *[head + name if head else name for name in whole[1:]]]


def _with_tail(piece: str, last: str) -> str:
    """`工业` beside `服务业增加值` → `工业增加值`; a piece that is complete by itself stays."""
    if flow_verb().fullmatch(piece):
        verb = flow_verb().match(last)
        return piece + (last[verb.end() :] if verb else last)  # 培训、转移农村劳动力
    share = _OF_WHAT.search(last)
    if share and "占" not in piece:
        return piece + _kind_of(piece, last[: share.start()]) + share[0]  # 畜牧业、水产业占农业比重
    known = indicators().canonical(piece)
    for cut in range(1, len(last)):
        longer = indicators().canonical(piece + last[cut:])
        if longer and (known is None or (known is longer and not _ends_so(piece, last[cut:]))):
            return piece + last[cut:]
    if known:
        return piece
    ending = _quantity(piece)
    if ending and (len(ending) > 1 or (ending == "率" and len(piece) > len("合格率"))):
        return piece
    kind = _KIND.search(last)
    if kind and not ending and not piece.endswith("业") and len(piece) <= _SHORT:
        return piece + kind[0]  # 汽车、电子信息产业
    contrast = _contrast(piece, last)
    if contrast:
        return piece + last[len(contrast) :]
    quantity = _quantity(last)
    if quantity and not ending and not _EVENT.search(piece) and piece not in words("quantities"):
        # 率 by itself is no noun: 参保率, 覆盖率
        return piece + (_kind_of(piece, last) or last[-(3 if len(quantity) == 1 else len(quantity)) :])
    return piece


def _kind_of(piece: str, last: str) -> str:
    """What of it is meant, where the last of the list says so: 金融、文化产业增加值占GDP比重."""
    quantity = _OF_KIND.search(last)
    if not quantity or _quantity(piece):
        return ""
    return quantity["what"] if piece.endswith("业") else quantity[0]


def _ends_so(piece: str, ending: str) -> bool:
    """Whether the piece has a noun of quantity of its own: 事故起数 beside 死亡人数."""
    return len(_quantity(piece)) > 1 or piece.endswith(ending)


def _quantity(name: str) -> str:
    """The longest noun of quantity that ends the name (产值, 营业收入), with its own modifiers left off."""
    return next((w for w in words("quantities") if name.endswith(w) and name != w), "")


def contrasting(name: str, before: str) -> str:
    """`农村` after `城镇人均居住面积` → `农村人均居住面积`; any other name stays."""
    for group in table("words")["contrasts"]["classes"]:
        starts: list[str] = [w for w in group if before.startswith(w)]
        if name not in group or not starts or name in starts:
            continue
        start = max(starts, key=len)
        # 其中高速铁路 is of what was said of 铁路; 公路3000公里 after 铁路复线 isn't
        rest = before[len(start) :]
        if (not name.endswith("路") or name.endswith(start)) and not name.endswith(rest or " "):
            return name + rest
    for group in table("words")["contrasts"]["endings"]:
        ending = next((w for w in group if before.endswith(w) and before != w), "")
        if ending and name in group and not name.endswith(ending):
            return before.removesuffix(ending) + name  # 一般公共预算收入、支出
    return _amount_of(name, before)


def _amount_of(name: str, before: str) -> str:
    """`采购金额` after `采购本地农产品` → `采购本地农产品金额`; any other name stays."""
    verb = flow_verb().match(name)
    if verb and _AMOUNT.fullmatch(name, verb.end()) and before.startswith(verb[0]) and before != name:
        return before + name[verb.end() :]
    return name


def _contrast(piece: str, last: str) -> str:
    """The word that begins `last` and stands in one class with a word that ends `piece`."""
    for group in table("words")["contrasts"]["classes"]:
        starts: list[str] = [w for w in group if last.startswith(w)]
        if starts and any(piece.endswith(w) for w in group):
            return max(starts, key=len)
    return ""


def _shared_head(first: str, others: list[str]) -> str:
    """What stands before the contrasting word of the first piece: 县以上城镇 of 县以上城镇污水."""
    for group in table("words")["contrasts"]["classes"]:
        ends = [w for w in group if first.endswith(w)]
        if ends and all(any(other.startswith(w) for w in group) for other in others):
            return first[: len(first) - len(max(ends, key=len))]
    return ""
