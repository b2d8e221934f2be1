"""Đọc trang mạng — the article without its furniture; a page without one says so."""

from __future__ import annotations

import pytest

from dondoc.reading import read
from dondoc.reading.model import Unreadable

BODY = (
    "<p>Đoàn kiểm tra yêu cầu Văn phòng Đảng ủy tiếp tục rà soát việc thực hiện Kết luận số 21-KL/TW ngày 25/10/2021 "
    "trong các chi bộ ngoài nước và báo cáo kết quả trước ngày 15/12/2026.</p><p>Bên cạnh kết quả đạt được, việc xây dựng "
    "kế hoạch còn chậm, chưa toàn diện ở một số chi bộ.</p>"
)
TITLE = "Kiểm tra việc thực hiện Kết luận"


def _page(body: str = BODY, more: str = "", title: str = TITLE) -> bytes:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav><a href='/'>Trang chủ</a></nav>{more}"
        f"<article><h1>{title}</h1>{body}</article><aside>Tin liên quan</aside><footer>Bản quyền</footer></body></html>"
    ).encode()


def test_the_title_opens_the_text_once_and_the_furniture_is_left_out() -> None:
    text = read(_page(), name="bai.html").text or ""
    assert text.startswith(TITLE)
    assert text.count(TITLE) == 1
    assert not {"Trang chủ", "Bản quyền", "Tin liên quan"} & set(text.split("\n"))


def test_an_article_is_press_and_has_no_number_of_its_own() -> None:
    reading = read(_page(), name="bai.html")
    assert (reading.format, reading.genre, reading.header.so_ky_hieu) == ("html", "press", None)


def test_a_page_is_known_by_its_words_where_the_name_says_nothing() -> None:
    assert read(_page(), name="tai-ve").format == "html"


def test_every_span_points_into_the_text_given() -> None:
    reading = read(_page(), name="bai.html")
    assert reading.references
    assert all((reading.text or "")[r.start : r.end] == r.surface for r in reading.references)


def test_a_page_without_an_article_says_what_to_do() -> None:
    with pytest.raises(Unreadable, match="Sao chép bài viết") as told:
        read(b"<!doctype html><html><body></body></html>", name="a.html")
    assert told.value.code == "EMPTY"


def test_a_secret_mark_outside_the_article_stops_the_reading() -> None:
    assert read(_page(more="<div>TỐI MẬT</div>"), name="bai.html").text is None
    assert read(_page(more="<div>Độ mật: <b>Tối mật</b></div>"), name="bai.html").text is None


def test_words_about_secrecy_do_not() -> None:
    title = "QUY ĐỊNH VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC"
    assert read(_page(title=title, more="<div>BẢO MẬT</div>"), name="bai.html").text is not None
