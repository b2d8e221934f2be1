"""Tên cơ quan — where a printed name of a body, post or class of bodies begins and ends.

The catalogue's own names first, the longest; else the form of Vietnamese names: each word begins
with a capital and only its second syllable may be small ("Ban Tổ chức Đảng ủy" then a verb).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dondoc.reading.catalogue import Body, Catalogue
from dondoc.reading.markers import MARKERS
from dondoc.reading.shadow import LOWER, UPPER
from dondoc.reading.text import fold

_WORDS: dict[str, list[str]] = MARKERS["names"]


def either(words: list[str]) -> str:
    """One of the words, the longest first; by their first letter, since some lists are long."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace("\\ ", " +"))
    return "(?:" + "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()) + ")"


def word_of(words: list[str]) -> str:
    """One of the words where a word begins: its letter first, so that most places are told by it."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace("\\ ", " +"))
    return "(?:" + "|".join(rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})" for letter, rest in by_letter.items()) + ")"


_CAP = rf"[{UPPER}][\wà-ỹđ]*(?:[-.][A-ZĐ\d]\w*)*"
# "dự án", "cấp ủy": words that begin like a verb and name a thing.
_VERB = VERB = (
    rf"(?<![đĐ]ịa )(?<!kỳ (?=họp))(?<!phiên (?=họp))(?<!cuộc (?=họp))(?!(?<=(?<!phân )công )(?:trình|lập)(?!\w))(?<!cây )(?<!trung )(?<!thường )(?<!Thường )(?!{either(MARKERS['telling']['not_verbs'])}(?!\w)){either(MARKERS['telling']['verbs'])}(?!\w)"
)
# The second syllable of a word in a name is any small one that is no verb and no word of grammar.
_SMALL = rf"(?!{either([*_WORDS['not_second'], *MARKERS['telling']['between']])}(?!\w)|{_VERB})[{LOWER}]+(?!\w)"
_SMALL = (
    rf"(?:(?:địa +bàn|chủ +chốt|trật +tự)(?!\w)|(?!trật +tự(?!\w)){_SMALL}|(?:văn +bản|lưu +học +sinh|đồng +chí)(?!\w))"
)
_PLACE = r"(?:tỉnh|thành phố|huyện|xã|phường|đặc khu|Trung ương|trung ương|khu vực|miền \w+)(?!\w)"
# What comes right after the name of who is told: the verb of the deed, "có trách nhiệm", "kịp thời".
_DEEDS = rf"(?= +(?:{_VERB}|{either([*MARKERS['telling']['modals'], *MARKERS['telling']['between']])}(?!\w)))"
# "Phòng Chứng nhận lãnh sự", "Ban Kiểm tra": a deed of two syllables written large is a word of a name.
_DEED_WORD = either([v.capitalize() for v in MARKERS["telling"]["verbs"] if v.count(" ") == 1])
_TOKEN = rf"(?:{either(_WORDS['whole'])}(?!\w)|{_DEED_WORD}(?!\w)|{_CAP}(?: +{_SMALL})?)"
_OFFICE = rf"Phòng +(?!Chống|Thủ|Cháy|Ngừa|Vệ|Bệnh)[{UPPER}]"  # "Phòng A và Phòng B" are two; "… và Phòng chống thiên tai" is one
_JOIN = rf"(?: +(?:\d{{1,3}} +(?=[{UPPER}]))?|(?:(?<=Văn phòng HĐND)|(?<=Văn phòng Hội đồng nhân dân)) +và +(?=UBND|Ủy ban nhân dân)|(?<=Văn phòng Hội đồng) +nhân dân +và +(?=UBND|Ủy ban)| +(?:và|-) +(?!{either(_WORDS['new_names'])}|{_OFFICE})| +{either(_WORDS['inner'])} +|, +(?={either(_WORDS['after_comma'])}|(?!{either(_WORDS['heads'])}|{either(_WORDS['new_names'])}){_TOKEN} +và +(?!{either(_WORDS['heads'])}|{either(_WORDS['new_names'])})[{UPPER}]))"
_TAIL = rf"(?: +{either(_WORDS['qualifiers'])}(?!\w))*"
_BODY_TAIL = rf"(?: +{either([w for w in _WORDS['qualifiers'] if w not in _WORDS['of_classes']])}(?!\w))*"
_NUMBERED = rf"(?: +(?:số +)?\d{{1,4}}(?= +[{LOWER}])(?! +(?:ngày|tháng|năm|lần|lượt|người|đồng chí|đảng viên|chi bộ|cuộc|đoàn|nội dung|nhiệm vụ)(?!\w)))?"
_NOT_TYPE = rf"(?!{either(_WORDS['not_names'])}|Giao(?! (?:lưu|thông|dịch|tiếp|thương|nhận))(?!\w))"
_NOT_HEAD = either(
    [*_WORDS["not_heads"], *(v.capitalize() for v in MARKERS["telling"]["verbs"] if v not in _WORDS["bodies"])]
)
# "Phòng Kế hoạch tổng hợp chủ trì", "Viện Nghiên cứu phát triển vùng chủ trì": a verb before one that says who leads is of the name.
_LEADING = r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|là (?:đầu mối|thường trực|cơ quan|đơn vị))(?!\w)"
# "Phòng Quản lý khoa học chủ trì": small words of a name right before the verb of its deed.
_REST = rf"(?:(?: +{_SMALL}){{1,4}}(?: +{_PLACE})?{_DEEDS}| +{_VERB}(?= +{_LEADING})|(?<=Nghiên cứu) +{_VERB}(?: +{_SMALL}){{0,2}}(?= +{_LEADING}))?"
# "thuộc Bộ", "tại Lào", "đóng trên địa bàn tỉnh": where the body is, up to the deed or the next name.
_AT = rf"(?: +(?:(?:đóng +)?trên +địa +bàn|thuộc|tại|ở)(?: +(?:các +)?(?:{_CAP}|{_PLACE}|sở tại|{_SMALL})){{1,7}}(?={_DEEDS}| *[,;:]| +và ))?"
_OPENER = either(_WORDS["class_openers"])
_KINDS = list(dict.fromkeys(w for c in _WORDS["classes"] for w in (c, c[0].upper() + c[1:])))
# "sở giáo dục và đào tạo", "giao dịch viên": told by their shape.
_SECTORS = either([w[0].lower() + w[1:] for w in _WORDS["whole"] if " " in w and w[1:].islower()] + _WORDS["sectors"])
_SHAPED = rf"(?:(?:sở|phòng|ban|chi cục|trung tâm|khoa) +{_SECTORS}|(?:(?!{_VERB}|(?:trừ|với|cho|của|là|và)(?!\w))[{LOWER}]+ +)?(?!(?:công|động|thành|chuyển)(?!\w))[{LOWER}]+ +viên)"
_SORT = rf"(?:{_SHAPED}|{either(_KINDS)})(?!\w){_TAIL}"
# "các Cục, Vụ, đơn vị trực thuộc": sorts of bodies written large, where no name of their own follows.
_WRITTEN_LARGE = (
    r"(?:Cục|Vụ|Viện|Trường|Sở|Ngành|Trung tâm|Học viện|Tổng cục)(?= *(?:[,:]|$)| +(?:và|thuộc|trực thuộc|của|có) )"
)
POSTS = r"(?:giám đốc|hiệu trưởng|chủ tịch|trưởng (?!ban(?!\w))|thủ trưởng|bí thư|lãnh đạo|người đứng đầu|chánh|chủ nhiệm)"  # begin another name
# "các sở, ban, ngành và địa phương" is one list; "… và cá nhân có liên quan" names persons beside bodies.
_MORE = (
    r"(?: *, *(?:và +)?| +và +(?!cá nhân|đảng viên|đại biểu Hội đồng))"
    rf"(?!{POSTS})"
    rf"(?:{_WRITTEN_LARGE}|{either([*(w for w in _WORDS['classes'] if w[0].islower()), *_WORDS['after_classes']])}(?!\w)|phòng(?!\w| *,? *(?:chống|ngừa|cháy|thủ|vệ|bệnh|dịch|tránh))){_TAIL}"
)
_OF = rf"(?: +(?:của +)?(?:{_OPENER}|một) +{_SORT})"  # "chi ủy các chi bộ", "lãnh đạo hai cơ quan"
_OF_MANY = rf"(?: +(?:của +)?(?:các|những|hai|ba|mỗi|từng) +{_SORT})"  # "Ủy ban nhân dân các xã, phường"
_NAMED = rf"(?:{either(_WORDS['openers'])} +)?(?!{_NOT_HEAD}(?!\w))(?={either(_WORDS['heads'])}(?!\w)){_TOKEN}(?:{_JOIN}{_NOT_TYPE}{_TOKEN})*{_NUMBERED}{_BODY_TAIL}(?:(?: +{_SMALL}){{0,2}}{_OF_MANY}(?:{_MORE})*)?{_REST}{_AT}"
# "các ban Đảng ủy Khối" is one class; "Các đảng ủy bộ phận, chi bộ trực thuộc" one printed list of classes.
# "Ban hành kế hoạch", "Chi đón khách": the deed, not a body of that sort.
_NO_BODY = [*(w for w in _WORDS["not_heads"] if w not in _KINDS and w.split()[0] != "Tổ"), "Ban hành"]
_DEED = either([*_NO_BODY, *(w[0].lower() + w[1:] for w in _NO_BODY)])
# "các hội hữu nghị": words that name a sort of body only behind "các", "mỗi".
_OPENED = rf"(?:(?:{_OPENER}|\d\d) +)+(?:{_SORT}|ông(?:, *| *\(| */ *| +)bà\)?(?!\w)|trường(?! hợp)(?!\w){_TAIL}|{_WRITTEN_LARGE}|{either(_WORDS['after_classes'])}(?!\w){_TAIL})"
# "Hội đồng thẩm định lập biên bản", "Tổ soạn thảo hoàn thiện…": named by what it does, right before what it is to do.
_NOW = rf"(?= +(?:{_VERB}|{either(MARKERS['telling']['modals'])}(?!\w)))"
_BY_DEED = (
    rf"{either([w for c in _WORDS['by_deed'] for w in (c, c[0].upper() + c[1:])])}"
    rf" +(?!{either(_WORDS['chaining'])}(?!\w)){_VERB}(?: +(?!{_VERB}){_SMALL})?{_NOW}"
    rf"|[Nn]gười +(?!{either(_WORDS['chaining'])}(?!\w)){_VERB}(?: +(?!{_VERB}){_SMALL}){{0,3}}{_NOW}"
    rf"|(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ên)(?: *, *(?:cơ quan|đơn vị|địa phương))* +(?:chủ trì|phối hợp|tổ chức)(?= +{_VERB})"
)
_CLASS = rf"(?!{_DEED}(?!\w| viên))(?:{_OPENED}|{_SORT})(?:(?: +(?:của +)?{_NOT_TYPE}{_TOKEN}(?: +{_NOT_TYPE}{_TOKEN})*)+{_TAIL}(?:{_OF_MANY}(?:{_MORE})*)?|{_OF}(?:{_MORE})*|(?:{_MORE})*(?:{_OF}|(?: +(?:của +)?{_NOT_TYPE}{_TOKEN})*{_TAIL}))"
# "Đồng chí A, Phó Bí thư Thường trực chỉ đạo": the post that a person bears, up to the verb.
_POST = r"(?:[Đđ]ảng ủy viên|[Cc]hi ủy viên|Tham tán|Tổ trưởng|(?:Phó |nguyên )?Hiệu trưởng|Kế toán trưởng|(?:Phó |nguyên |Ủy viên |Quyền )?(?:Bí thư|Trưởng|Chủ|Chánh|Ủy viên|Giám đốc|Vụ trưởng|Cục trưởng|Thứ trưởng|Tổng))"
BEARER = re.compile(
    rf"(?:, {_POST}(?: +Thường trực)?[^,.;:\n]{{0,60}}?){{1,3}}(?=,? +(?:{_VERB}|{either(MARKERS['telling']['modals'])}(?!\w))| *:| *$| *\n| +(?:đã|đang|là|sẽ|cho biết|khẳng định|nhấn mạnh|kết luận|phát biểu)(?!\w))"
)
NAMED = re.compile(_NAMED)
CLASS = re.compile(_CLASS)
BY_DEED = re.compile(_BY_DEED)
_TWO = re.compile(rf"[Hh]ai (?:cơ quan|đơn vị|ngành)(?= phối hợp +{_VERB})")  # no "cơ quan phối hợp"
_PREVENTS = re.compile(r"[Pp]hòng(?= *, *(?:chống|ngừa|tránh|cháy|vệ)(?!\w))")  # "phòng, chống tham nhũng": a deed
_WEEKDAY = re.compile(r"[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)(?!\w)")  # no Thứ trưởng
_WORD = re.compile(r"\w+")
_APART = re.compile(r"[.;:()\"“”/\n]")
_folded = lru_cache(maxsize=8192)(fold)  # the words of official papers are few
# Each form of a name and the letters it can begin with: most places are told by the letter.
_FORMS = (
    (NAMED, frozenset(w[0] for w in (*_WORDS["heads"], *_WORDS["openers"]))),
    (CLASS, frozenset(w[0] for w in (*_KINDS, *_WORDS["class_openers"])) | frozenset("0123456789")),
    (BY_DEED, frozenset(w for c in (*_WORDS["by_deed"], "cơ quan", "đơn vị", "người") for w in (c[0], c[0].upper()))),
)
_BARE = (
    "Lãnh đạo",
    "lãnh đạo",
    "Người",
    "người",
    "Chi",
    "Cấp",
    "cấp",
    "Tổng",
    "Phó",
    "Ban",
    "Bộ",
    "Tổ",
    "Hội",
    "Công",
    "Cán",
    "Thư",
    "Báo",
    "đầu mối",
    "Đầu mối",
)  # words of names, no names alone
# "Thứ trưởng Lê Hữu Phác, Trưởng Tiểu ban": a post before the name as well.
_TITLED = re.compile(
    rf"(?:Thứ trưởng|Bộ trưởng|Phó Chủ tịch|Chủ tịch|Giám đốc|Phó Giám đốc|Vụ trưởng|Cục trưởng)(?: [{UPPER}][{LOWER}]+){{3,4}}"
)
_PERSONS = ("Đồng chí ", "đồng chí ", "Đ/c ", "đ/c ")
# "Phó Chủ tịch phụ trách | chỉ đạo…"; what stands behind it else, and of a person by name, is his deed.
_IN_CHARGE = " phụ trách"
_CHARGED = re.compile(rf"(?: +{_SMALL}){{0,3}}{_DEEDS}| *(?:[,.;:)]|$)")
_PERSON = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)(?: (?!Phó |Ủy |Chủ |Bí |Trưởng |Giám |Tổ )[{UPPER}][{LOWER}]+){{2,5}}$"
)
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Name:
    """Một tên tìm thấy — its place in the matched words, and the body where the catalogue knows it."""

    start: int
    end: int
    body: Body | None = None


def name_at(
    words: str, place: int, catalogue: Catalogue, *, on: str | None = None, classes: bool = True
) -> Name | None:
    """The name that begins here, the longer of what the catalogue and the form of names see."""
    known = _known_at(words, place, catalogue, on)
    if known is None and _PREVENTS.match(words, place):
        return None
    first = words[place : place + 1]
    if first in "Tt" and _WEEKDAY.match(words, place):
        return None
    if first in "Hh" and (two := _TWO.match(words, place)):
        return Name(place, two.end())
    tried = (*_FORMS[:1], *(_FORMS[1:] if classes else ()))
    seen = [form.match(words, place) for form, begins in tried if first in begins]
    end = max((match.end() for match in seen if match is not None), default=-1)
    if end > place and words[place:end] in _BARE:
        return known
    by_name = words.startswith(_PERSONS, place) or (end > place and _TITLED.fullmatch(words, place, end))
    if end > place and by_name and (post := BEARER.match(words, end)):
        return Name(place, post.end())
    if end > place and words.endswith(_IN_CHARGE, place, end) and _charge_is_deed(words, place, end):
        end -= len(_IN_CHARGE)
    if known is not None and known.end >= end:
        return known
    return Name(place, end) if end > place else None


def _charge_is_deed(words: str, place: int, end: int) -> bool:
    """Whether "phụ trách" behind a name is what he is told to do."""
    return _CHARGED.match(words, end) is None or _PERSON.match(words, place, end - len(_IN_CHARGE)) is not None


def names_at(
    words: str, place: int, catalogue: Catalogue, *, on: str | None = None, apart: re.Pattern[str] | None = None
) -> Iterator[Name]:
    """The names of a list "A, B và C" that begins here; `apart` says what stands between them."""
    held: Name | None = None
    for name in _each_at(words, place, catalogue, on, apart):
        if held is not None and _MANY_OF.match(words, held.start) and not _ITS_OWN.match(words, name.start):
            held = Name(held.start, name.end)
            continue
        if held is not None:
            yield held
        held = name
    if held is not None:
        yield held


# "Các Sở Xây dựng, Công Thương và Tài chính": one printed list, its sort said once.
_MANY_OF = re.compile(rf"(?:[Cc]ác|[Hh]ai|[Bb]a) (?:Sở|Bộ|Ban|Vụ|Cục|Phòng|Viện) (?=[{UPPER}])")
_ITS_OWN = re.compile(
    rf"(?:{either(_WORDS['new_names'])}|HĐND|MTTQ|Thanh tra|Hội |Trường |Đội |Thành |Tỉnh |Phòng |Khoa |Chủ tịch|Đồng chí )|[^{UPPER}]"
)


def _each_at(
    words: str, place: int, catalogue: Catalogue, on: str | None, apart: re.Pattern[str] | None
) -> Iterator[Name]:
    found = name_at(words, place, catalogue, on=on)
    while found is not None:
        yield found
        joined = (apart or _AND).match(words, found.end)
        found = name_at(words, joined.end(), catalogue, on=on) if joined else None


# Between the names of a heading or a cell.
LISTED = re.compile(r" *(?:[,;] *(?:và +|cùng +)?| +và +| +cùng +)(?:với +)?")
_AND = re.compile(r" *(?:, *(?:và +|cùng +)?| +và +| +cùng +)(?:với +)?")


def _known_at(words: str, place: int, catalogue: Catalogue, on: str | None) -> Name | None:
    """The longest name of the catalogue that begins here; folded, so KHỐI and khối are one."""
    first = _WORD.match(words, place)
    if first is None or _folded(first[0]) not in catalogue.openings:
        return None
    ends: list[int] = [first.end()]
    folded: list[str] = [_folded(first[0])]
    for found in _WORD.finditer(words, first.end(), place + 140):
        if len(ends) == _LONGEST or _APART.search(words, ends[-1], found.start()):
            break
        ends.append(found.end())
        folded.append(_folded(found[0]))
    for count in range(len(ends), 0, -1):
        body = catalogue.by_name.get(" ".join(folded[:count]))
        if body is not None and body.stood_on(on):
            return Name(place, ends[count - 1], body)
    return None
