"""Render handouts to pictures, to be looked at as they would lie on the table.

    python tests/handouts/render.py OUT [NAME...]

For each case (all, or those named) OUT/NAME.xlsx, OUT/NAME.pdf and OUT/NAME-01.png and on are written. Needs
soffice, pdftoppm and Noto CJK; the cases of real reports need the corpus (DUIZHAO_SHARED, else ../shared).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from compare import Archive, extract, extracts, read
from compare.scorecard import write_matrix, write_scorecard

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CORPUS = Path(os.environ.get("DUIZHAO_SHARED", ROOT.parent / "shared")) / "corpus"
DOTS = 60  # an inch


def real(place: str, first: int, last: int) -> Callable[[Archive, Path], None]:
    """A place's reports of the corpus."""

    def write(archive: Archive, path: Path) -> None:
        for year in range(first, last + 1):
            archive.ingest([extract(CORPUS / place / f"{year}.md")])
        write_scorecard(archive, place, first, last, path)

    return write


def seeds(archive: Archive, path: Path) -> None:
    for file in sorted((ROOT / "seeds").glob("guiyang-*")):
        archive.ingest(extracts(read(file)))
    write_scorecard(archive, "贵阳市", 2024, 2026, path)


def matrix(archive: Archive, path: Path) -> None:
    places = ["贵阳市", "贵州省", "全国"]
    for place in places:
        for year in (2023, 2024):
            archive.ingest([extract(CORPUS / place / f"{year}.md")])
    write_matrix(archive, places, 2023, 2024, path)


def invented(*plans: str) -> Callable[[Archive, Path], None]:
    """Reports of 贵阳市 that nobody gave, of 2025 and on, each with the same review."""

    def write(archive: Archive, path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for year, plan in enumerate(plans, 2025):
                file = Path(folder) / f"{year}.txt"
                file.write_text(FRAME.format(year=year, last=year - 1, plan=plan), encoding="utf-8")
                archive.ingest([extract(file)])
        write_scorecard(archive, "贵阳市", 2025, 2024 + len(plans), path)

    return write


FRAME = """{year}年政府工作报告
——{year}年1月12日在贵阳市第十五届人民代表大会第五次会议上
贵阳市市长
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、{last}年工作回顾
过去一年，地区生产总值增长5.1%，城镇新增就业15.9万人。
二、{year}年工作安排
{plan}
"""
MAIN = "今年经济社会发展主要预期目标是：地区生产总值增长6%左右，城镇新增就业15万人以上。\n"
OTHER = "新建改造公厕120座，新增停车位2万个。\n"
LONG = "国家级高新技术产业开发区规模以上战略性新兴产业和先进制造业集群重点骨干企业工业增加值占比提升幅度"
MANY = "".join(
    f"（{n}）推进第{n}类项目。新建第{n}类示范项目{n}个，改造第{n}类老旧管网{n}公里。\n" for n in range(1, 301)
)
CASES: dict[str, Callable[[Archive, Path], None]] = {
    "seeds": seeds,
    "three-years": real("贵阳市", 2024, 2026),
    "all-years": real("贵阳市", 2004, 2026),
    "national": real("全国", 2015, 2024),
    "matrix": matrix,
    "one-report": real("贵阳市", 2026, 2026),
    "no-main-targets": invented(OTHER, OTHER),
    "long-names": invented(MAIN + f"{LONG}达到35.6%以上，{LONG}增长12%。\n", MAIN),
    "many-targets": invented(MAIN + MANY, MAIN),
}


def render(workbook: Path, folder: Path) -> None:
    """The workbook as a PDF and each of its pages as a picture."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(HERE / "fonts.conf")}
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(folder), str(workbook)],
            env=environment,
            check=True,
            capture_output=True,
        )
    pdf = folder / f"{workbook.stem}.pdf"
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", str(pdf), str(folder / workbook.stem)], check=True)


def main(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or CASES:
        workbook = folder / f"{name}.xlsx"
        with Archive.open(None) as archive:
            CASES[name](archive, workbook)
        render(workbook, folder)
        print(f"{name}: {len(list(folder.glob(f'{name}-*.png')))} pages")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
