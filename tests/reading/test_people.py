"""Người — signers and bearers of a duty only; the names are invented."""

from __future__ import annotations

from dondoc.reading.model import Header, Obligation, Signer
from dondoc.reading.people import find_people


def _duty(text: str, kind: str = "task") -> Obligation:
    return Obligation(0, len(text), text, kind, text)


def test_a_signer_is_a_person_of_the_paper() -> None:
    header = Header(signers=(Signer("Đặng Thử Mẫu", "Bí thư", "T/M", 5, 17, sure=True),))
    assert [(p.name, p.post, p.sure) for p in find_people("xxxxxĐặng Thử Mẫu", header, ())] == [
        ("Đặng Thử Mẫu", "Bí thư", True)
    ]


def test_the_bearer_of_a_duty_is_named_with_the_post() -> None:
    text = "Giao đồng chí Lò Văn Mẫu, Phó Bí thư chi bộ chuẩn bị hồ sơ"
    (person,) = find_people(text, Header(), (_duty(text),))
    assert (person.name, text[person.start : person.end]) == ("Lò Văn Mẫu", "Lò Văn Mẫu")
    assert person.post is not None
    assert person.post.startswith("Phó Bí thư")


def test_who_is_only_mentioned_is_nobody() -> None:
    text = "Đồng chí Lò Văn Mẫu dự hội nghị."
    assert find_people(text, Header(), ()) == ()
    assert find_people(text, Header(), (_duty(text, "ban"),)) == ()
