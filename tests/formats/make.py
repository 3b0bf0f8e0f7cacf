#!/usr/bin/env python3
"""One report in every format, so that what is read from each can be held against the others.

    python tests/formats/make.py FOLDER [REPORT]       REPORT: a .txt or .md; the shipped seed without one

Word files are made with python-docx, PDFs in three ways (reportlab, LibreOffice, Chromium), since each writes
another text layer. What isn't installed is left out and named on stderr:

    apt-get install -y --no-install-recommends libreoffice-writer-nogui chromium fonts-noto-cjk
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds/guiyang-2025.txt"
HEAD = "政府工作报告（征求意见稿）"
"""Over each page of what has pages; no figure of it may be read, and no sentence be cut by it."""
WRAP = 30
_MINUTES = 180  # seconds for a program that starts for the first time


class Paragraph(NamedTuple):
    """A paragraph as it is printed: without marks, and whether it is set off."""

    text: str
    heading: bool


def paragraphs(report: Path) -> list[Paragraph]:
    """The paragraphs of a text that uses markdown's emphasis and headings only."""
    lines = [line.strip() for line in report.read_text(encoding="utf-8").split("\n")]
    return [
        Paragraph(re.sub(r"^#+\s*|\*\*", "", line), line.startswith(("#", "**")) and len(line) < 60)
        for line in lines
        if line
    ]


# -- texts ---------------------------------------------------------------------------------------------------


def gb18030(report: Path, file: Path) -> None:
    file.write_bytes(report.read_text(encoding="utf-8").replace("\n", "\r\n").encode("gb18030"))


def wrapped(report: Path, file: Path) -> None:
    """Lines broken after so many characters, as mail programs and old editors do."""
    lines = []
    for paragraph in paragraphs(report):
        text = paragraph.text if paragraph.heading else "\u3000\u3000" + paragraph.text
        lines += [text[i : i + WRAP] for i in range(0, len(text), WRAP)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


# -- Word ----------------------------------------------------------------------------------------------------


def docx(report: Path, file: Path) -> None:
    """As an office writes it: a title, indented paragraphs, a running head and page numbers."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.shared import Pt

    document = Document()
    document.sections[0].header.paragraphs[0].text = HEAD
    number = (
        '<w:fldSimple xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:instr="PAGE">'
        "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
    )
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    footer._p.append(parse_xml(number))
    footer.add_run(" —")
    for i, (text, heading) in enumerate(paragraphs(report)):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = heading
        run.font.size = Pt(16)
        if i == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif not heading:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    document.save(str(file))


# -- the web -------------------------------------------------------------------------------------------------

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title}_某某市人民政府门户网站</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2025-01-26 09:12">
<meta name="ContentSource" content="某某日报"><style>p {{ text-indent: 2em }}</style>
<script>var figures = "全年地区生产总值增长99%";</script></head>
<body><div class="header"><a href="/">网站首页</a> <a href="/zwgk/">政务公开</a></div>
<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>
<h1>{title}</h1><div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="TRS_Editor">
{body}
</div>
<div class="related"><a href="/a.html">2023年全市地区生产总值增长88%</a></div>
<div class="footer">主办：某某市人民政府 网站标识码：1234567890 访问量：77万人次</div>
</body></html>
"""


_BARE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title}</title></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""


def page(report: Path, file: Path, charset: str = "utf-8", *, bare: bool = False) -> None:
    """The report as a city's site shows it, with what stands around it there; `bare`: as it prints it."""
    title, *rest = paragraphs(report)
    body = "\n".join(
        f"<p><strong>{html.escape(text)}</strong></p>"
        if heading
        else f"<p>&emsp;&emsp;{html.escape(text)}</p>"
        for text, heading in (title, *rest)
    )
    shown = _BARE if bare else _PAGE
    text = shown.format(title=html.escape(title.text), body=body, charset=charset)
    file.write_bytes(text.encode("gb18030" if charset == "gb2312" else charset))


# -- PDF -----------------------------------------------------------------------------------------------------


def reportlab_pdf(report: Path, file: Path) -> None:
    """Set with a font of the reader's own, unembedded: no program but Python is needed."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph as Set
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=14, leading=24, wordWrap="CJK")
    indented = ParagraphStyle("indented", body, firstLineIndent=28)
    centred = ParagraphStyle("centred", body, fontSize=20, alignment=1, spaceAfter=12)

    def around(canvas: object, layout: object) -> None:
        canvas.setFont("STSong-Light", 9)  # type: ignore[attr-defined]
        canvas.drawString(72, 810, HEAD)  # type: ignore[attr-defined]
        canvas.drawCentredString(297, 30, f"{layout.page}")  # type: ignore[attr-defined]

    story = [
        Set(html.escape(text), centred if i == 0 else body if heading else indented)
        for i, (text, heading) in enumerate(paragraphs(report))
    ]
    SimpleDocTemplate(str(file)).build(story, onFirstPage=around, onLaterPages=around)


def soffice() -> str | None:
    """LibreOffice's program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def convert(source: Path, suffix: str, file: Path) -> None:
    """What LibreOffice makes of `source`; nothing where it has no Writer, which is no error to it."""
    with tempfile.TemporaryDirectory() as folder:
        said = _run(
            str(soffice()), f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", suffix, "--outdir", folder, str(source),
        )  # fmt: skip
        converted = Path(folder, f"{source.stem}.{suffix}")
        if converted.exists():
            shutil.move(converted, file)
        else:
            print(f"LibreOffice makes no {suffix} here, is its Writer installed? {said}", file=sys.stderr)


def printed(source: Path, file: Path) -> None:
    """What Chromium's print dialogue saves, with the head and foot it adds by itself."""
    with tempfile.TemporaryDirectory() as folder:
        _run(
            str(chromium()), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}",
            f"--print-to-pdf={file}", source.resolve().as_uri(),
        )  # fmt: skip


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=_MINUTES, text=True)
    return (done.stdout + done.stderr).strip()


# -- all -----------------------------------------------------------------------------------------------------


def make(folder: Path, report: Path = SEED) -> list[Path]:
    """Every format that can be made here, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = report.stem
    files = {
        name: folder / f"{stem}{name}"
        for name in (
            ".md", "-gb18030.txt", "-wrapped.txt", ".docx", ".html", "-gb2312.html", "-reportlab.pdf",
            "-libreoffice.docx", "-libreoffice.pdf", "-libreoffice.html", "-chromium.pdf",
        )
    }  # fmt: skip
    shutil.copyfile(report, files[".md"])
    gb18030(report, files["-gb18030.txt"])
    wrapped(report, files["-wrapped.txt"])
    docx(report, files[".docx"])
    page(report, files[".html"])
    page(report, files["-gb2312.html"], "gb2312")
    reportlab_pdf(report, files["-reportlab.pdf"])
    if soffice():
        for suffix in ("docx", "pdf", "html"):
            convert(files[".docx"], suffix, files[f"-libreoffice.{suffix}"])
    else:
        print("LibreOffice isn't installed: left out", file=sys.stderr)
    if chromium():
        with tempfile.TemporaryDirectory() as scratch:
            page(report, Path(scratch, "page.html"), bare=True)
            printed(Path(scratch, "page.html"), files["-chromium.pdf"])
    else:
        print("Chromium isn't installed: left out", file=sys.stderr)
    return [file for file in files.values() if file.exists()]


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]), *map(Path, sys.argv[2:3])):
        print(made)
