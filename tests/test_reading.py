"""Reading: bytes become text that nobody alters, and what a parser must overlook is marked."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.errors import Unreadable
from compare.model import Source
from compare.reading import find, marks, read

SHARED = Path(os.environ.get("DUIZHAO_SHARED", Path(__file__).parents[2] / "shared"))

TEXT = "政府工作报告\n各位代表：全年地区生产总值增长6%左右，城镇新增就业15万人。\n"
TRADITIONAL = "政府工作報告\n各位代表：全年地區生產總值增長6%左右，城鎮新增就業15萬人。\n"


def written(folder: Path, data: bytes | str, name: str = "报告.md") -> Path:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def seen(source: Source) -> str:
    """The text as a parser reads it."""
    rest, done = [], 0
    for start, end in source.overlooked:
        rest.append(source.text[done:start])
        done = end
    return "".join(rest) + source.text[done:]


def cut_out(text: str, *, markdown: bool = True) -> list[str]:
    return [text[start:end] for start, end in marks.overlooked(text, 0, markdown=markdown)]


# -- decoding ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (TEXT.encode(), TEXT, "utf-8"),
        (TEXT.encode("utf-8-sig"), TEXT, "utf-8"),
        (TEXT.encode("utf-16"), TEXT, "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
        (TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
        (TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
        (TEXT.encode("utf-32"), TEXT, "utf-32-le"),
        (TEXT.encode("gb18030"), TEXT, "gb18030"),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        ("Ürümqi: growth 6%\n".encode(), "Ürümqi: growth 6%\n", "utf-8"),
    ],
)
def test_every_usual_encoding_gives_the_same_text(
    tmp_path: Path, data: bytes, text: str, encoding: str
) -> None:
    file = written(tmp_path, data, "报告.txt")
    assert read(file) == Source(
        path=str(file), text=text, format="txt", encoding=encoding, digest=hashlib.sha256(data).hexdigest()
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_every_line_end_becomes_one_character(tmp_path: Path, encoding: str) -> None:
    file = written(tmp_path, "一年来\r\n增长6%\r今年\n目标\r\r\n完".encode(encoding))
    assert read(file).text == "一年来\n增长6%\n今年\n目标\n\n完"


def test_a_mark_of_byte_order_inside_the_text_stays_and_is_overlooked(tmp_path: Path) -> None:
    source = read(written(tmp_path, "\ufeff增长\ufeff6%"))
    assert (source.text, source.overlooked) == ("增长\ufeff6%", ((2, 3),))


def test_standard_input_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("**增长**6%".encode("gb18030"))))
    source = read("-")
    assert (source.path, source.format, seen(source)) == ("-", "txt", "增长6%")


# -- refusals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.txt", b"", "is empty"),
        ("空白.txt", "\ufeff \r\n\u3000\n".encode(), "is empty"),
        ("图.txt", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("伪装.txt", b"PK\x03\x04\x14\x00", "is a zip archive"),
        ("伪装.md", b"%PDF-1.7", "is a damaged PDF (PdfminerException)"),
        ("旧.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "is an old Word, Excel or WPS document"),
        ("网页.txt", b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "is a page without text; a script may fill it"),
        ("数据.txt", bytes(range(256)), "is binary data, not text"),
        ("数据二.txt", b"\x01\x02\x03abc", "is binary data, not text"),
        ("断.txt", TEXT.encode() * 3 + b"\xe5\xb9", "is damaged: byte 315 isn't UTF-8"),
        ("报告.docx", b"PK\x03\x04", "is a zip archive"),
        ("报告.PDF", b"x", "isn't a PDF, as its name says, or is damaged"),
        ("报告.json", b"{}", "files of the kind .json can't be read"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    file = written(tmp_path, data, name)
    with pytest.raises(Unreadable) as refused:
        read(file)
    assert (refused.value.path, refused.value.reason) == (str(file), reason)


def test_a_refused_document_says_how_to_mend_it(tmp_path: Path) -> None:
    file = written(tmp_path, b"{\\rtf1 x}", "报告.rtf")
    with pytest.raises(Unreadable) as refused:
        read(file)
    assert str(refused.value) == f"{file}: is a rich text document; open it and save it as .docx"


def test_missing_files_folders_and_names_with_a_nul(tmp_path: Path) -> None:
    for path, reason in [
        (tmp_path / "无.txt", "there is no such file"),
        (tmp_path, "is a folder"),
        (Path("a\0b"), "can't be opened"),
    ]:
        with pytest.raises(Unreadable) as refused:
            read(path)
        assert refused.value.reason.startswith(reason)


def test_a_file_over_20_mb_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as stream:
        stream.truncate(20 * 1024 * 1024 + 1)
    with pytest.raises(Unreadable) as refused:
        read(file)
    assert refused.value.reason == "is larger than 20 MB"


# -- finding -------------------------------------------------------------------------------------------------


def test_folders_are_expanded_and_named_files_kept(tmp_path: Path) -> None:
    names = [
        "b/2025.md",
        "b/2024.TXT",
        "a.csv",
        "b/图.png",
        ".git/x.md",
        "b/.y.md",
        "c/~$x.xlsx",
        "c/x.xlsx",
        "b/README.md",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    named = tmp_path / "b/图.png"
    assert find([named, tmp_path, tmp_path / "a.csv", "-"]) == [
        named,
        *(tmp_path / name for name in ("a.csv", "b/2024.TXT", "b/2025.md", "c/x.xlsx")),
        Path("-"),
    ]


# -- front matter --------------------------------------------------------------------------------------------


def test_front_matter_is_overlooked_and_kept_as_metadata(tmp_path: Path) -> None:
    block = '---\nsource: https://a.gov.cn/x_1.html\ntitle: "2024年：报告"\ntags:\n  - 甲\n---\n'
    source = read(written(tmp_path, block + "**政府工作报告**\n"))
    assert source.metadata == {"source": "https://a.gov.cn/x_1.html", "title": "2024年：报告", "tags": ""}
    assert source.text == block + "**政府工作报告**\n"
    assert source.overlooked[0] == (0, len(block))
    assert seen(source) == "政府工作报告\n"


@pytest.mark.parametrize("text", ["---\n正文\n---\n", "---\ntitle: 甲\n正文", "\n---\ntitle: 甲\n---\n"])
def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path, text: str) -> None:
    source = read(written(tmp_path, text))
    assert source.metadata == {}
    assert seen(source) == text.replace("---", "")


# -- marks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "overlooked"),
    [
        ("# 一、工作回顾", ["# "]),
        ("###　（一）工业 ##", ["###　", " ##"]),
        ("**增长**6%", ["**", "**"]),
        ("***一是***抓", ["***", "***"]),
        ("增长*6%*左右", ["*", "*"]),
        ("__重点__和_难点_", ["__", "__", "_", "_"]),
        ("一半**。没有闭", ["**"]),
        (r"1\. 增长0\.5、\“三个代表\”", ["\\", "\\", "\\", "\\"]),
        (r"\*\*原样\*\*", ["\\"] * 4),
        ("> 引文\n>> 再引", ["> ", ">> "]),
        ("- 一\n* 二\n+ **三**", ["- ", "* ", "+ ", "**", "**"]),
        ("见[市政府](https://a.cn/x_y_z.html)网站", ["[", "](https://a.cn/x_y_z.html)"]),
        ("前![图_1](./a_b.png)后", ["![图_1](./a_b.png)"]),
        ("人口[1](#f1)2.89亿人", ["[1](#f1)"]),
        ("人口[2]为2.89亿人〔13〕", ["[2]", "〔13〕"]),
        ("甲\n---\n乙\n* * *\n丙\n====", ["---", "* * *", "===="]),
        ("| 一 | 二 |\n| --- | :-: |\n| 3 | 4 |", ["| --- | :-: |"]),
        ("正<!-- 新华社\n电 -->文", ["<!-- 新华社\n电 -->"]),
        ("行<br>业<p class='a'>增长</P>", ["<br>", "<p class='a'>", "</P>"]),
        ("增长&nbsp;6%&emsp;", ["&nbsp;", "&emsp;"]),
        (r"各位代表：\r\n\r\n现在\n请", [r"\r\n\r\n", r"\n"]),
        ("各位代表：????现在", ["????"]),
        ("增\u200b长\u00ad6\ue7e3%\x07", ["\u200b", "\u00ad", "\ue7e3", "\x07"]),
    ],
)
def test_these_marks_are_overlooked_and_nothing_else(text: str, overlooked: list[str]) -> None:
    assert cut_out(text) == overlooked


@pytest.mark.parametrize(
    "text",
    [
        "——2025年1月12日在第五次会议上",
        "-6%",
        "3*4和5*6",
        "138****1234",
        "t20210223_36331753_x.shtml",
        "国发〔2022〕2号、国发〔98〕2号",
        "[2] 流动人口是指",
        "深港城市\\建筑双城双年展",
        "落实《<白洋淀治理规划>方案》",
        "R&D经费、Q&A",
        "4&mdash;5",
        "多吗？？",
        "2~3个、1#地块",
        "1. 第一",
    ],
)
def test_what_only_resembles_a_mark_is_left(text: str) -> None:
    assert cut_out(text) == []


@pytest.mark.parametrize(
    "text", ["2024<br>5", r"增长5\r\n2020年", "5&nbsp;6", "2024[1](#f1)5", "1[2]3", "1![](a.png)2", "7????8"]
)
def test_two_figures_never_become_one(text: str) -> None:
    assert cut_out(text) == []


def test_of_touching_marks_the_blank_one_keeps_two_figures_apart() -> None:
    assert cut_out("**表11**<br>2013") == ["**", "**"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("**一、回顾**\n- 甲", "一、回顾\n甲"),
        ("# 公告\n增长", "公告\n增长"),
        ("- 甲\n> 乙 *丙*", "- 甲\n> 乙 *丙*"),
        ("甲<br>乙????\\r\\n", "甲乙"),
    ],
)
def test_a_txt_is_markdown_only_where_it_evidently_is(tmp_path: Path, text: str, rest: str) -> None:
    assert seen(read(written(tmp_path, text, "报告.txt"))) == rest


@pytest.mark.parametrize(
    ("mark", "is_break"),
    [
        *((mark, True) for mark in ("<br>", "<br />", "</p>", r"\r\n", r"\r\n\r\n")),
        *((mark, False) for mark in ("**", "<b>", "????")),
    ],
)
def test_breaks_are_told_from_other_marks(mark: str, is_break: bool) -> None:
    assert marks.is_break(mark) is is_break


INLINE = [
    "**",
    "*",
    "_",
    "__",
    "# ",
    "\n",
    "> ",
    "- ",
    "---\n",
    "\\",
    "|",
    "1",
    "2.5",
    "%",
    "？",
    "增长",
    "[",
    "\u200b",
]
ANY = [*INLINE, "](", ")", "!", "a.b/c", "<!--", "-->", "<br>", "<p", "&nbsp;", "\\r\\n", "??", "[3]"]


@given(
    st.lists(st.one_of(st.sampled_from(ANY), st.text(max_size=3)), max_size=40).map("".join), st.booleans()
)
def test_overlooked_is_sorted_disjoint_and_within_the_text(text: str, markdown: bool) -> None:
    spans = marks.overlooked(text, 0, markdown=markdown)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.lists(st.sampled_from(INLINE), max_size=40).map("".join))
def test_emphasis_never_takes_a_word_or_a_figure_with_it(text: str) -> None:
    assert not any(map(str.isalnum, "".join(cut_out(text))))


# -- the reports at hand -------------------------------------------------------------------------------------


def test_the_seed_report_reads_as_a_page_without_marks() -> None:
    source = read(Path(__file__).parents[1] / "seeds/guiyang-2025.txt")
    assert (source.format, source.encoding) == ("txt", "utf-8")
    assert seen(source).startswith("2025年政府工作报告\n\n（2025年1月12日在")
    assert not {"*", "#"} & set(seen(source))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus isn't here")
def test_every_report_of_the_corpus_can_be_read_in_two_encodings(tmp_path: Path) -> None:
    files = [file for file in find([SHARED / "corpus"]) if file.suffix in {".md", ".txt"}]
    assert len(files) > 200
    for file in files:
        source = read(file)
        again = read(written(tmp_path, source.text.encode("gb18030"), file.name))
        assert (again.text, again.overlooked, again.encoding) == (source.text, source.overlooked, "gb18030")
