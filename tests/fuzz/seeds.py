#!/usr/bin/env python3
"""Writes what the fuzz targets begin with: the project's own samples, rules and articles, into `corpus/<target>/`."""

import pathlib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Longer ones make every run slow.
LONGEST = 16_000


def seed(target, name, content):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def docx(path):
    """The parts of the archive as the target packs them again."""
    with zipfile.ZipFile(path) as archive:
        names = ["word/document.xml", "word/styles.xml", "docProps/core.xml"]
        known = set(archive.namelist())
        return b"\0".join(archive.read(name) if name in known else b"" for name in names)


def pdf():
    """A page in plain letters: what is packed, chance does not change sensibly."""
    text = b"BT /F 12 Tf 50 700 Td 14 TL (Der Rat tagt am Montag.) Tj T* [(Gr) -20 (\\374n)] TJ ET /Artifact BMC EMC q /D Do Q"
    table = b"begincmap 1 beginbfchar <41> <00C4> endbfchar endcmap"
    drawing = b"/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 9] "
    stream = lambda head, content: b"<< %s/Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R /G 6 0 R >> /XObject << /D 8 0 R >> >> >>",
        stream(b"", text),
        b"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [65 /Adieresis /f_i] >> /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 500 /W [1 [600] 2 9 500] >>] >>",
        stream(b"", table),
        stream(drawing, b"BT /G 9 Tf <00010002> Tj ET"),
    ]
    content = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (at + 1, it) for at, it in enumerate(objects))
    return content + b"trailer\n<< /Size 9 /Root 1 0 R >>\n%%EOF\n"


def main():
    inputs = ROOT / "tests" / "inputs"
    targets = {
        "html": ["*.html"],
        "json": ["*.json"],
        "newsml": ["newsml*.xml"],
        "nitf": ["*.nitf"],
        "feed": ["*.rss", "*.atom"],
        "mail": ["*.eml"],
        "docx": ["*.docx"],
    }
    for target, patterns in targets.items():
        for pattern in patterns:
            for path in sorted(inputs.glob(pattern)):
                seed(target, path.name, path.read_bytes())
    for path in inputs.glob("*.docx"):
        seed("docx", path.stem + ".parts", docx(path))
    seed("pdf", "page.pdf", pdf())
    articles = sorted((ROOT / "examples" / "dossier").glob("*.txt"))
    for path in articles:
        seed("plain", path.name, path.read_bytes())
        seed("plain", path.stem + ".utf16", path.read_text().encode("utf-16"))
        seed("plain", path.stem + ".latin", path.read_text().encode("cp1252", "replace"))
    for first in articles:
        for second in articles:
            pair = first.read_bytes(), second.read_bytes()
            split = min(255, len(pair[0]) * 256 // len(pair[0] + pair[1]) + 1)
            seed("check", f"{first.stem}-{second.stem}", bytes([split]) + pair[0] + pair[1])
    for path in sorted((ROOT / "rules").rglob("*")):
        if path.suffix in (".toml", ".txt") and path.stat().st_size <= LONGEST:
            name = path.relative_to(ROOT / "rules").as_posix()
            seed("rules", name.replace("/", "-"), name.encode() + b"\n" + path.read_bytes())
    readme = (ROOT / "README.md").read_text()
    configuration = next(part for part in readme.split("```toml\n") if part.startswith("inputs"))
    seed("config", "readme.toml", configuration.split("```")[0].encode())
    baseline = '[[finding]]\nfingerprint = "794b0511409897f4"\nrule = "status"\nlevel = "note"\narticles = ["a.txt"]\n'
    seed("config", "baseline.toml", baseline.encode())


main()
