"""A comparison of two reports in words, as a person or a program reads it; and what `find` found.

All words of the reports are untrusted: no control character reaches a terminal, no mark-up a page.
"""

from __future__ import annotations

import sys
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from compare.cli.output import markdown_text, printable, utf8_stdout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import Console
    from rich.text import Text

    from compare.model import SectionPairing, Sentence
    from compare.wording import Comparison, Finding, Piece, SectionRedline, SentencePairing

SCHEMA = "duizhao diff 1"
DIFF = ("kind", "text", "earlier_place", "earlier", "later_place", "later", "likeness", "doubtful")
DIFF_OBJECT = ("schema", "earlier", "later", "carried", "findings", "sections")
DIFF_REPORT = ("title", "place", "report_year", "path")
DIFF_SECTION = (
    *("kind", "earlier_place", "earlier_heading", "later_place", "later_heading", "confidence"),
    *("reasons", "heading", "sentences"),
)
DIFF_SENTENCE = (
    *("kind", "elsewhere", "earlier", "earlier_place", "earlier_start"),
    *("later", "later_place", "later_start", "likeness", "pieces"),
)
DIFF_FINDING = ("kind", "text", "earlier", "later", "earlier_place", "later_place", "doubtful")

_GROUPS = {"target": "目标", "commitment": "约束用语", "section": "章节", "theme": "提法"}
_SECTIONS = {
    "same": "同题",
    "renamed": "改题",
    "moved": "移位",
    "split": "拆分",
    "merged": "合并",
    "new": "新增",
    "dropped": "取消",
}
_RUNS = {"new": "新增", "dropped": "删去"}
_THEMES = {"theme new": "新提法", "theme dropped": "不再出现"}
_AROUND = 14  # characters of unchanged text that are shown beside a change
_BRIEF = 64  # characters of a new or dropped sentence that are shown
_RUN = 6  # new or dropped sentences in a row that are shown
_CUT = "……"
_DOUBT = "（存疑）"


# --- as data


def as_object(
    comparison: Comparison, findings: Sequence[Finding], carried: Mapping[str, object]
) -> dict[str, object]:
    """With the keys of `DIFF_OBJECT`, and below them those of the other tuples here."""
    return {
        "schema": SCHEMA,
        **{
            side: {
                "title": report.title,
                "place": report.place.name,
                "report_year": report.year,
                "path": report.source.path,
            }
            for side, report in (("earlier", comparison.earlier), ("later", comparison.later))
        },
        "carried": dict(carried),
        "findings": [{key: getattr(finding, key) for key in DIFF_FINDING} for finding in findings],
        "sections": [_section_object(comparison, section) for section in comparison.sections],
    }


def _section_object(comparison: Comparison, section: SectionRedline) -> dict[str, object]:
    pairing = section.pairing
    return {
        "kind": pairing.kind,
        "earlier_place": list(pairing.earlier_places),
        "earlier_heading": [one.heading for one in pairing.earlier],
        "later_place": list(pairing.later_places),
        "later_heading": [one.heading for one in pairing.later],
        "confidence": pairing.confidence,
        "reasons": list(pairing.reasons),
        "heading": _piece_objects(section.heading),
        "sentences": [
            {
                "kind": p.kind,
                "elsewhere": p.elsewhere,
                **_side_object("earlier", p.earlier, comparison.place(p.earlier, 0)),
                **_side_object("later", p.later, comparison.place(p.later, 1)),
                "likeness": p.likeness,
                "pieces": _piece_objects(p.pieces),
            }
            for p in section.sentences
        ],
    }


def _side_object(side: str, sentence: Sentence | None, place: str) -> dict[str, object]:
    return {
        side: sentence.text if sentence else None,
        f"{side}_place": place,
        f"{side}_start": sentence.start if sentence else None,
    }


def _piece_objects(pieces: Sequence[Piece]) -> list[dict[str, str]]:
    return [{"op": piece.op, "text": piece.text} for piece in pieces]


def rows(comparison: Comparison, findings: Sequence[Finding]) -> Iterator[tuple[object, ...]]:
    """With the columns of `DIFF`: the findings, then the sentences, section by section."""
    for one in findings:
        yield (
            *(one.kind, one.text, one.earlier_place, one.earlier, one.later_place, one.later, None),
            one.doubtful,
        )
    for p in comparison.sentences():
        yield (
            f"sentence {p.kind}",
            marked(p.pieces),
            *(comparison.place(p.earlier, 0), p.earlier.text if p.earlier else ""),
            *(comparison.place(p.later, 1), p.later.text if p.later else ""),
            *(p.likeness, False),
        )


def marked(pieces: Sequence[Piece]) -> str:
    """The redline in plain text: `增长[-6%-]{+5.5%+}左右`."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.op].format(piece.text) for piece in pieces)


# --- as text


def show(
    comparison: Comparison, findings: Sequence[Finding], carried: Mapping[str, object], full: bool
) -> None:
    """Print it to a terminal: colours there, the marks of `marked` in a file."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    console.print(Text(_title(comparison), style="bold"))
    console.print(Text(_carried_line(carried)))
    for name, lines in _grouped(findings):
        console.print(Text(f"\n{name}", style="bold"))
        for line in lines:
            console.print(Text("  · " + printable(line)))
    for section in _changed_sections(comparison, full):
        if isinstance(section, int):
            console.print(Text(f"\n{_CUT} {section}节未变", style="dim"))
            continue
        console.print(Text("\n" + printable(_section_line(section.pairing)), style="bold"))
        for entry in _without_walls(_folded(section.sentences, full), full):
            console.print(_line(entry, comparison, console, full))


def _without_walls(
    entries: Iterable[SentencePairing | int], full: bool
) -> Iterator[SentencePairing | int | str]:
    """Of a long run of new or of dropped sentences the first, and how many follow."""
    for kind, run in groupby(entries, key=lambda entry: "" if isinstance(entry, int) else entry.kind):
        members = list(run)
        if full or kind not in _RUNS or len(members) <= _RUN + 1:
            yield from members
        else:
            yield from members[:_RUN]
            yield f"    {_CUT} 另{_RUNS[kind]}{len(members) - _RUN}句"


def _line(entry: SentencePairing | int | str, comparison: Comparison, console: Console, full: bool) -> Text:
    from rich.text import Text

    if isinstance(entry, int):
        entry = f"    {_CUT} {entry}句未变"
    if isinstance(entry, str):
        return Text(entry, style="dim")
    signs = {"same": "  = ", "changed": "  ~ ", "dropped": "  - ", "new": "  + "}
    styles = {"same": "", "removed": "red strike", "added": "green"}
    text = Text(signs[entry.kind])
    if entry.kind in {"dropped", "new"}:
        text.append(_brief(printable(entry.pieces[0].text), full), styles[entry.pieces[0].op])
        return text
    plain = console.color_system is None
    for piece in _shortened(entry.pieces, full):
        words = printable(piece.text)
        text.append(marked([type(piece)(piece.op, words)]) if plain else words, styles[piece.op])
    text.append(printable(_origin(entry, comparison)), "dim")
    return text


def markdown(
    comparison: Comparison, findings: Sequence[Finding], carried: Mapping[str, object], full: bool
) -> str:
    """As Markdown; what changed stands in `<del>` and `<ins>`, as `**` doesn't bind beside Chinese marks."""
    lines = [f"# {markdown_text(_title(comparison))}", "", _carried_line(carried)]
    for name, group in _grouped(findings):
        lines += ["", f"## {name}", "", *(f"- {markdown_text(line)}" for line in group)]
    lines += ["", "## 逐节对照"]
    for section in _changed_sections(comparison, full):
        if isinstance(section, int):
            lines += ["", f"{_CUT} {section}节未变"]
            continue
        lines += ["", f"### {markdown_text(_section_line(section.pairing))}", ""]
        lines += [
            f"- {_marked_up(entry, comparison, full, markdown_text)}"
            for entry in _folded(section.sentences, full)
        ]
    return "\n".join(lines) + "\n"


def html(
    comparison: Comparison, findings: Sequence[Finding], carried: Mapping[str, object], full: bool
) -> str:
    """One page by itself, without script; a policy in it keeps any from running."""

    def safe(text: str) -> str:
        return escape(printable(text))

    parts = [f"<h1>{safe(_title(comparison))}</h1>", f"<p>{safe(_carried_line(carried))}</p>"]
    for name, group in _grouped(findings):
        items = "".join(f"<li>{safe(line)}</li>" for line in group)
        parts.append(f"<h2>{safe(name)}</h2><ul>{items}</ul>")
    parts.append("<h2>逐节对照</h2>")
    for section in _changed_sections(comparison, full):
        if isinstance(section, int):
            parts.append(f'<p class="fold">{_CUT} {section}节未变</p>')
            continue
        head = f"<summary>{safe(_section_line(section.pairing))}</summary>"
        parts.append(f"<details open>{head}{_lists(section, comparison, full, safe)}</details>")
    return _PAGE.format(title=safe(_title(comparison)), body="\n".join(parts))


def _lists(section: SectionRedline, comparison: Comparison, full: bool, safe: Callable[[str], str]) -> str:
    """The sentences of a section; a long run of new or of dropped ones folded away, to be opened."""
    lists = []
    for kind, run in groupby(_folded(section.sentences, full), key=_class):
        members = list(run)
        items = "".join(f'<li class="{kind}">{_marked_up(e, comparison, full, safe)}</li>' for e in members)
        if kind in _RUNS and len(members) > _RUN and not full:
            folded = f"<summary>{_RUNS[kind]}{len(members)}句</summary>"
            lists.append(f'<details class="{kind}">{folded}<ul>{items}</ul></details>')
        else:
            lists.append(f"<ul>{items}</ul>")
    return "".join(lists)


def put(text: str) -> None:
    """To stdout, as data."""
    stream = utf8_stdout()
    stream.write(text)
    stream.flush()


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.8 "Noto Serif CJK SC", "Songti SC", SimSun, serif; }}
body {{ max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2, summary {{ font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }}
summary {{ font-weight: 600; cursor: pointer; padding: .4rem 0; }}
ul {{ padding-left: 1.2rem; }}
del {{ color: light-dark(#a40e26, #ff9a9a); }}
ins {{ color: light-dark(#0a5c2c, #7ee2a0); text-decoration: underline; text-underline-offset: .2em; }}
li.fold, p.fold, small {{ color: light-dark(#595959, #a8a8a8); }}
li.fold {{ list-style: none; }}
ul {{ margin: 0; }}
li.dropped {{ list-style-type: "− "; }}
li.new {{ list-style-type: "+ "; }}
li.dropped del, li.new ins {{ text-decoration: none; }}
details details {{ margin-left: 1.2rem; }}
details details summary {{ font-weight: 400; color: light-dark(#595959, #a8a8a8); }}
@media print {{ details {{ break-inside: avoid-page; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def _class(entry: SentencePairing | int) -> str:
    return "fold" if isinstance(entry, int) else entry.kind


def _marked_up(
    entry: SentencePairing | int, comparison: Comparison, full: bool, safe: Callable[[str], str]
) -> str:
    if isinstance(entry, int):
        return f"{_CUT} {entry}句未变"
    tags = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
    text = "".join(tags[piece.op].format(safe(piece.text)) for piece in _shortened(entry.pieces, full))
    origin = _origin(entry, comparison)
    return text + (f" <small>{safe(origin)}</small>" if origin else "")


# --- what all of them say


def _title(comparison: Comparison) -> str:
    one, other = comparison.earlier, comparison.later
    place = "" if other.place.name == one.place.name else other.place.name
    return f"{one.place.name}{one.year}年 → {place}{other.year}年政府工作报告"


def _carried_line(carried: Mapping[str, object]) -> str:
    share = carried["carried_percent"]
    kept = "" if share is None else f"后一份有{share}%的文字沿用前一份。"
    moved = f"（其中换了章节{carried['moved']}句）" if carried["moved"] else ""
    return (
        f"{kept}句子：未变{carried['same']}，改动{carried['changed']}{moved}，"
        f"新增{carried['new']}，删去{carried['dropped']}。"
    )


def _grouped(findings: Sequence[Finding]) -> Iterator[tuple[str, list[str]]]:
    """The findings under their headings, a line each."""
    for group, members in groupby(findings, key=lambda finding: finding.kind.partition(" ")[0]):
        lines = [
            (f"{_THEMES[one.kind]}：" if one.kind in _THEMES else "")
            + one.text
            + (_DOUBT if one.doubtful else "")
            for one in members
        ]
        yield _GROUPS[group], lines


def _changed_sections(comparison: Comparison, full: bool) -> Iterator[SectionRedline | int]:
    """The sections with something to show, for a run of unchanged ones their number; with `full` all."""
    for unchanged, run in groupby(comparison.sections, key=_is_unchanged):
        if unchanged and not full:
            yield len(list(run))
        else:
            yield from run


def _is_unchanged(section: SectionRedline) -> bool:
    return section.pairing.kind == "same" and all(
        p.kind == "same" and not p.elsewhere for p in section.sentences
    )


def _section_line(pairing: SectionPairing) -> str:
    from compare.wording import titled_sides

    before, after = titled_sides(pairing)
    both = before if before == after else " → ".join(filter(None, (before, after)))
    return f"【{_SECTIONS[pairing.kind]}】{both}"


def _origin(entry: SentencePairing, comparison: Comparison) -> str:
    return f"〔原在{comparison.place(entry.earlier, 0)}〕" if entry.elsewhere else ""


def _folded(sentences: Sequence[SentencePairing], full: bool) -> Iterator[SentencePairing | int]:
    """The sentences, for a run of unchanged ones their number; with `full` they themselves."""
    for same, run in groupby(sentences, key=lambda p: p.kind == "same" and not p.elsewhere):
        if same and not full:
            yield len(list(run))
        else:
            yield from run


def _shortened(pieces: Sequence[Piece], full: bool) -> Iterator[Piece]:
    """Unchanged words far from a change left out."""
    for at, piece in enumerate(pieces):
        if full or piece.op != "same" or len(piece.text) <= 3 * _AROUND:
            yield piece
            continue
        head = piece.text[:_AROUND] if at else ""
        tail = piece.text[-_AROUND:] if at + 1 < len(pieces) else ""
        # a sentence that only went elsewhere is known by its first words
        yield type(piece)("same", f"{head or ('' if tail else piece.text[:_BRIEF])}{_CUT}{tail}")


def _brief(text: str, full: bool) -> str:
    return text if full or len(text) <= _BRIEF else text[:_BRIEF] + _CUT


# --- what `find` found


def show_found(words: str, found: Sequence[tuple[object, ...]]) -> None:
    """A concordance: where, and the sentence with the words marked."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for (place, year), group in groupby(found, key=lambda row: (row[0], row[1])):
        console.print(Text(printable(f"{place} {year}"), style="bold"))
        for _, _, section, sentence, *_ in group:
            if section:
                console.print(Text("  " + printable(str(section)), style="dim"))
            console.print(_with_marks(words, str(sentence), console.color_system is None))


def _with_marks(words: str, sentence: str, plain: bool) -> Text:
    from rich.text import Text

    text = Text("    ")
    for number, part in enumerate(sentence.split(words)):
        if number:
            text.append(
                f"【{printable(words)}】" if plain else printable(words), "" if plain else "bold reverse"
            )
        text.append(printable(part))
    return text
