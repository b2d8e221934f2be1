"""Kiểu đoạn — Word styles set from a form, so that an office can restyle a paper in Word."""

from __future__ import annotations

from docx.document import Document as Doc
from docx.oxml.parser import parse_xml

from dondoc.printing.forms import Form
from dondoc.printing.numbering import W
from dondoc.printing.wordxml import twips

FONT = "Times New Roman"
BODY_STYLES = {  # role of a Line -> id of a built-in Word style
    "body": "BodyText",
    "article": "BodyText",
    "item": "List",
    "basis": "BodyText2",
    "note": "BodyText3",
    "heading": "Heading1",
    "subheading": "Heading2",
    "centre": "Subtitle",
    "blank": "BodyText",
}


def apply_styles(doc: Doc, form: Form) -> None:
    """Đặt kiểu — the measures of `form` on Word's own styles."""
    body = form["body"]
    text = _spacing(body) + f'<w:ind w:firstLine="{twips(body["indent"])}"/><w:jc w:val="both"/>'
    middle = _spacing(body) + '<w:jc w:val="center"/>'
    single = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    looks = {
        "Normal": (single, _font(body["size"])),
        "BodyText": (text, ""),
        "List": (text, ""),
        "BodyText2": (text, "<w:i/>" if form["basis"]["italic"] else ""),
        "BodyText3": (text, '<w:i/><w:sz w:val="24"/>'),
        "Heading1": ("<w:keepNext/>" + text + '<w:outlineLvl w:val="0"/>', "<w:b/>"),
        "Heading2": ("<w:keepNext/>" + text + '<w:outlineLvl w:val="1"/>', "<w:b/>"),
        "Subtitle": ("<w:keepNext/>" + middle, "<w:b/>"),
        "Caption": ("<w:keepNext/>" + middle, "<w:i/>"),
    }
    for style_id, (paragraph, letters) in looks.items():
        _set(doc, style_id, paragraph, letters)


def _spacing(body: Form) -> str:
    kind = "exact" if body["exact"] else "atLeast"
    after, line = body["after"] * 20, body["line"] * 20
    return f'<w:spacing w:before="0" w:after="{after}" w:line="{line}" w:lineRule="{kind}"/>'


def _font(size: float) -> str:
    faces = " ".join(f'w:{part}="{FONT}"' for part in ("ascii", "hAnsi", "eastAsia", "cs"))
    half = f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
    return f'<w:rFonts {faces}/>{half}<w:lang w:val="vi-VN"/>'


def _set(doc: Doc, style_id: str, paragraph: str, letters: str) -> None:
    style = next(s.element for s in doc.styles if s.style_id == style_id)
    for old in style.xpath("w:pPr | w:rPr | w:basedOn | w:next"):
        style.remove(old)
    if style_id != "Normal":
        style.insert(1, parse_xml(f'<w:basedOn {W} w:val="Normal"/>'))
    style.append(parse_xml(f"<w:pPr {W}>{paragraph}</w:pPr>"))
    style.append(parse_xml(f"<w:rPr {W}>{letters}</w:rPr>"))
