"""Người — signers and bearers of a duty only; never joined across papers (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from dondoc.reading.model import Header, Obligation, Person
from dondoc.reading.names import VERB
from dondoc.reading.shadow import UPPER, shadow_of

_POSTS = "[Nn]guyên |Ủy viên|Bí thư|Phó|Trưởng|Chánh|Chủ|Bộ trưởng|Thứ trưởng|Cục|Vụ|Giám đốc|Đảng ủy viên|Chi ủy viên|Kiểm tra viên|Tổ trưởng|Hiệu trưởng|Tham tán"
# A post after "đồng chí" is no name: "đồng chí Phó Bí thư".
_NO_NAME = r"(?!(?:Phó|Bí|Trưởng|Chủ|Ủy|Chánh|Giám|Thứ|Bộ|Vụ|Cục|Tổng|Đảng|Chi|Tổ|Hiệu)(?!\w))"
_UP_TO = rf"(?=[,.;:()]|$|\s+(?:{VERB}|(?:đã|đang|là|sẽ|phải|cần|được giao|có trách nhiệm|chịu trách nhiệm|làm|trực tiếp)(?!\w)))"
_BEARER = re.compile(
    rf"(?<!\w)(?:[Đđ]ồng chí|đ/c|Đ/c|[Ôô]ng|[Bb]à) {_NO_NAME}(?P<name>(?:[{UPPER}][a-zà-ỹđ]+ ){{1,4}}[{UPPER}][a-zà-ỹđ]+)"
    rf"(?:,\s*(?P<post>(?:{_POSTS})[^,.;:()]{{0,80}}?{_UP_TO}(?:,\s*(?:{_POSTS})[^,.;:()]{{0,80}}?{_UP_TO})?))?"
)

# "Giao Thứ trưởng Hoàng Lệ Thủy": the post before the name.
_TITLED = re.compile(
    rf"(?<!\w)(?P<post>(?:Phó )?(?:Bộ trưởng|Thứ trưởng|Chủ tịch|Giám đốc|Vụ trưởng|Cục trưởng|Chánh Văn phòng|Trưởng ban)(?: Ủy ban nhân dân (?:tỉnh|thành phố|xã|phường))?) {_NO_NAME}"
    rf"(?P<name>(?:[{UPPER}][a-zà-ỹđ]+ ){{1,3}}[{UPPER}][a-zà-ỹđ]+)(?=[,.;:()]|$|\s+(?:{VERB}|(?:trực tiếp|chủ trì|phải|có trách nhiệm)(?!\w)))"
)


def find_people(text: str, header: Header, obligations: Sequence[Obligation]) -> tuple[Person, ...]:
    """Who signs, and who is named as the bearer of a duty by name."""
    found = [Person(s.name, s.post, s.start, s.end, s.sure) for s in header.signers]
    shadow = shadow_of(text)
    for duty in obligations:
        if duty.kind not in ("task", "standing", "execution"):
            continue
        named = [(a.start, a.end) for a in duty.actors if a.start is not None and a.end and a.by == "text"]
        outside = [(start, end) for start, end in named if not (duty.start <= start and end <= duty.end)]
        for (begin, stop), pattern in product(((duty.start, duty.end), *outside), (_BEARER, _TITLED)):
            for match in pattern.finditer(shadow.text, shadow.here(begin), shadow.here(stop)):
                start, end = shadow.at(match.start("name")), shadow.at(match.end("name"))
                post = match["post"].strip() if match["post"] else None
                found.append(Person(" ".join(match["name"].split()), post, start, end))
    return tuple(found)
