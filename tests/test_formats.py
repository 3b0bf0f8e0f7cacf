"""The same report in every format gives the same figures; what isn't the report's own text is not read."""

from __future__ import annotations

import random
import shutil
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).with_name("formats")))

from make import SEED, make

from compare.errors import DuizhaoError, Unreadable
from compare.measures import extract
from compare.reading import read
from compare.reading.numbering import written

if TYPE_CHECKING:
    from collections.abc import Callable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# ---- one report, every format --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The seed in every format that can be made here, by what its name adds to the seed's."""
    files = make(tmp_path_factory.mktemp("formats"))
    return {file.name.removeprefix(SEED.stem): file for file in files}


def figures(path: Path) -> list[tuple[object, ...]]:
    """All fields of the measures but their places in the text."""
    return [
        (
            m.indicator,
            m.canonical,
            m.aspect,
            m.value,
            m.value_max,
            m.unit,
            m.bound,
            m.role,
            m.period,
            m.scope,
            m.headline,
            m.optional,
            m.commitment,
            m.direction,
            m.phrase,
        )
        for m in extract(path).measures
    ]


@pytest.mark.xdist_group("formats")
@pytest.mark.parametrize(
    "name",
    [
        ".md",
        "-gb18030.txt",
        "-wrapped.txt",
        ".docx",
        ".html",
        "-gb2312.html",
        "-reportlab.pdf",
        "-libreoffice.docx",
        "-libreoffice.pdf",
        "-libreoffice.html",
        "-chromium.pdf",
    ],
)
def test_a_report_gives_the_same_figures_in_every_format(made: dict[str, Path], name: str) -> None:
    if name not in made:
        pytest.skip("the program that makes it isn't installed (tests/formats/make.py says which)")
    assert figures(made[name]) == figures(SEED)
    report = extract(made[name]).report
    assert (report.place.name, report.year) == ("贵阳市", 2025)


@pytest.mark.xdist_group("formats")
def test_bytes_and_not_the_name_say_what_a_file_is(made: dict[str, Path], tmp_path: Path) -> None:
    for name in (".docx", ".html", "-reportlab.pdf"):
        disguised = tmp_path / f"报告{name[-4:]}.doc"
        shutil.copyfile(made[name], disguised)
        assert read(disguised).text == read(made[name]).text


# ---- Word ----------------------------------------------------------------------------------------------


def word(tmp_path: Path, write: Callable[[Any], None]) -> Path:
    from docx import Document

    document = Document()
    write(document)
    file = tmp_path / "报告.docx"
    document.save(str(file))
    return file


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    def write(document: Any) -> None:
        document.add_paragraph("主要指标如下：")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["指标", "目标", "地区生产总值", "增长6%"], strict=True):
            cell.text = text
        document.add_paragraph("特此报告。")

    assert read(word(tmp_path, write)).text == "主要指标如下：\n指标\t目标\n地区生产总值\t增长6%\n特此报告。"


def test_what_was_struck_out_is_not_read_and_what_was_put_in_is(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    def write(document: Any) -> None:
        paragraph = document.add_paragraph("增长")
        paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>5%</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>6%</w:t></w:r></w:ins>"))
        paragraph._p.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>（内部）</w:t></w:r>"))
        paragraph._p.append(parse_xml(f"<w:r {W}><w:t>左右</w:t><w:noBreakHyphen/><w:tab/></w:r>"))
        document.sections[0].footer.paragraphs[0].text = "第 1 页"

    assert read(word(tmp_path, write)).text == "增长6%左右-\t"


def test_text_boxes_and_content_controls_are_read(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    def write(document: Any) -> None:
        paragraph = document.add_paragraph("正文。")
        box = f"<w:txbxContent {W}><w:p><w:r><w:t>框内增长3%。</w:t></w:r></w:p></w:txbxContent>"
        paragraph._p.append(parse_xml(f"<w:r {W}><w:pict>{box}</w:pict></w:r>"))
        control = (
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件内增长4%。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        document.element.body.insert(1, parse_xml(control))

    assert read(word(tmp_path, write)).text == "正文。\n框内增长3%。\n控件内增长4%。"


def test_the_numbers_that_word_draws_are_read(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(
            [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        )
    )

    def write(document: Any) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for depth, text in [(0, "回顾"), (1, "经济"), (1, "民生"), (2, "就业"), (0, "安排"), (1, "目标")]:
            paragraph = document.add_paragraph(text)
            number = f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))

    assert (
        read(word(tmp_path, write)).text == "一、回顾\n（一）经济\n（二）民生\n1.就业\n二、安排\n（一）目标"
    )


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (21, "japaneseCounting", "二十一"),
        (30, "taiwaneseCounting", "三十"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "lowerLetter", "c"),
        (9, "upperRoman", "IX"),
        (14, "lowerRoman", "xiv"),
        (7, "decimalZero", "07"),
        (7, "decimal", "7"),
        (100, "chineseCounting", "100"),
    ],
)
def test_how_a_list_writes_its_number(number: int, form: str, text: str) -> None:
    assert written(number, form) == text


# ---- the web -------------------------------------------------------------------------------------------


def page(tmp_path: Path, body: str, head: str = "") -> str:
    file = tmp_path / "报告.html"
    file.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(file).text


@pytest.mark.parametrize(
    "container", ['id="UCAP-CONTENT"', 'class="TRS_Editor"', 'class="wide article-content"', ""]
)
def test_the_article_is_read_and_not_what_stands_round_it(tmp_path: Path, container: str) -> None:
    article = "".join(f"<p>全年完成第{i}项任务，各项工作有序推进，群众满意。</p>" for i in range(6))
    body = (
        '<div class="nav"><a href="/">首页</a><a href="/x">增长99%</a></div>'
        '<ul><li><a href="/y">更多</a></li></ul>'
        f"<div {container}>{article}<div style='display: none'>增长88%</div></div>"
        '<div class="share">分享到</div><script>var x = "增长77%"</script><footer>访问量66万</footer>'
    )
    lines = [f"全年完成第{i}项任务，各项工作有序推进，群众满意。" for i in range(6)]
    assert page(tmp_path, body) == "\n".join(lines)


def test_blocks_and_breaks_are_lines_and_blanks_are_one(tmp_path: Path) -> None:
    table = "<table><tr><td>目标</td><td>7%</td></tr></table>"
    body = f"<div><p>一、&nbsp;回顾<br>增长<b>6</b>%</p>\n  {table}甲\n乙</div>"
    assert page(tmp_path, body) == "一、\xa0回顾\n增长6%\n目标\n7%\n甲 乙"


def test_a_page_says_its_title_date_and_source(tmp_path: Path) -> None:
    file = tmp_path / "报告.html"
    head = '<meta name="ArticleTitle" content="2025年政府工作报告"><meta name="PubDate" content="2025-01-20">'
    file.write_text(f"<html><head>{head}</head><body><p>各位代表：</p></body></html>", encoding="utf-8")
    source = read(file)
    assert source.metadata == {"title": "2025年政府工作报告", "date": "2025-01-20"}
    assert source.text == "2025年政府工作报告\n各位代表："


# ---- refused -------------------------------------------------------------------------------------------


def package(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            # an OpenDocument says unpacked, at its very start, what it is
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, how)
    return out.getvalue()


DOCUMENT = "word/document.xml"
BOMB = b"<?xml version='1.0'?><w>" + b"0" * 30_000_000 + b"</w>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("炸弹.docx", package({DOCUMENT: BOMB}), "unpacks to many times its size; no report does"),
        ("实体.docx", package({DOCUMENT: ENTITIES}), "declares entities of its own, as an attack does"),
        ("外部.docx", package({DOCUMENT: EXTERNAL}), "declares entities of its own, as an attack does"),
        (
            "穿越.docx",
            package({DOCUMENT: b"<w/>", "../../etc/x": b"x"}),
            "holds a part that points outside it (../../etc/x)",
        ),
        ("断.docx", package({DOCUMENT: b"<w/>"})[:60], "is a damaged Word document (File is not a zip file)"),
        ("坏.docx", package({DOCUMENT: b"<w/>"}), "is a damaged Word document (KeyError)"),
        (
            "加密.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is protected by a password, or of an older format than its name says",
        ),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word, Excel or WPS document"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel or WPS workbook"),
        ("字.rtf", b"{\\rtf1 x}", "is a rich text document"),
        ("文.docx", "全文如下".encode(), "isn't a Word document, as its name says, or is damaged"),
        (
            "文.odt",
            package({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "is an OpenDocument text",
        ),
        ("包.zip.txt", package({"a.txt": b"x"}), "is a zip archive"),
        ("断.pdf", b"%PDF-1.7\n1 0 obj", "is a damaged PDF (PdfminerException)"),
        (
            "空.html",
            b"<html><body><script>load()</script></body></html>",
            "is a page without text; a script may fill it",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a zip holds the time it was made
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        read(file)
    assert refused.value.reason == reason
    assert refused.value.mend


def test_a_scanned_pdf_is_refused_and_a_page_without_text_is_named(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    scanned, mixed = tmp_path / "扫描.pdf", tmp_path / "半扫描.pdf"
    for file, texts in ((scanned, ["", ""]), (mixed, ["全市地区生产总值增长6%。", ""])):
        canvas = Canvas(str(file))
        for text in texts:
            canvas.setFont("STSong-Light", 14)
            canvas.rect(72, 72, 200, 200, fill=1)
            canvas.drawString(72, 700, text)
            canvas.showPage()
        canvas.save()
    with pytest.raises(Unreadable) as refused:
        read(scanned)
    assert refused.value.reason == "has no text layer: its 2 pages are pictures"
    assert read(mixed).text == "全市地区生产总值增长6%。"
    assert read(mixed).metadata == {"unread": "第2页是图片，没有文字，未读"}


def test_a_protected_pdf_is_refused(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = tmp_path / "加密.pdf"
    canvas = Canvas(str(file), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "6%")
    canvas.save()
    with pytest.raises(Unreadable) as refused:
        read(file)
    assert refused.value.reason == "is protected by a password"


@pytest.mark.xdist_group("formats")
@pytest.mark.parametrize("name", [".docx", ".html"])
def test_damage_is_read_or_refused_and_never_more(made: dict[str, Path], tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    whole = made[name].read_bytes()
    file = tmp_path / f"坏{name}"
    for _ in range(60):
        damaged = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.randrange(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        file.write_bytes(bytes(damaged))
        try:
            assert read(file).text.strip()
        except DuizhaoError as refused:
            assert str(file) in str(refused)
