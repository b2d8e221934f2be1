"""Tài khoản — a one-time code leads to a password of one's own; wrong ones are throttled; sessions end when told to."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dondoc.access.actions import close_account, register_person, reset_password
from dondoc.access.actions.codes import Slip
from dondoc.access.actions.factors import reset_factors
from dondoc.access.codes import ALPHABET, typed
from dondoc.access.models import FactorReset, OneTimeCode, Session, User
from dondoc.journal.queries import story
from dondoc.shared.acts import Refused
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.acts, pytest.mark.table]

LOGIN, OWN = "/accounts/login/", "cua-rieng-toi-2026"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


def a_slip(cast: Cast, role: str = "doer", hours: int = 72) -> Slip:
    return reset_password(user=cast.user(role), lasts=timedelta(hours=hours), unit=cast.root, by=cast.admin,
                          at=timezone.now())  # fmt: skip


def enter(name: str, password: str, client: Client | None = None, **more: Any) -> tuple[Client, Any]:
    client = client or Client(headers={"user-agent": FIREFOX})
    return client, client.post(LOGIN, {"login": name, "password": password}, **more)


def acts_of(user: User) -> list[tuple[str, dict[str, Any]]]:
    return [(line.act, line.payload.body) for line in story("access.user", user.pk)]


def test_a_code_signs_in_once_and_leads_to_a_password_of_ones_own(cast: Cast) -> None:
    slip = a_slip(cast)
    client, answer = enter(" DOER ", slip.code.replace("-", " ").lower())
    assert answer["Location"] == "/"
    assert client.get("/obligations/")["Location"] == "/me/password/"
    assert client.post("/me/password/", {"password": OWN, "once": "a"})["Location"] == "/"
    assert client.get("/obligations/").status_code == 200
    assert "đã dùng" not in enter("doer", slip.code)[1].content.decode(), (
        "with a password of one's own the code is gone"
    )
    assert enter("doer", OWN)[1].status_code == 302
    named = [act for act, _facts in acts_of(cast.user("doer"))]
    assert named[:4] == ["access.sign_in", "access.change_password", "access.sign_in", "access.reset_password"]


def test_a_code_serves_no_second_time_and_says_so(cast: Cast) -> None:
    slip = a_slip(cast)
    enter("doer", slip.code)
    assert "Mã này đã dùng rồi" in enter("doer", slip.code)[1].content.decode()


def test_a_code_past_its_time_says_so(cast: Cast) -> None:
    slip = a_slip(cast)
    OneTimeCode.objects.update(until=timezone.now())
    assert "Mã này đã hết hạn" in enter("doer", slip.code)[1].content.decode()


def test_a_new_code_ends_the_old_password_the_old_code_and_the_open_sessions(cast: Cast) -> None:
    inside, _answer = enter("doer", PASSWORD)
    assert inside.get("/me/").status_code == 200
    first, second = a_slip(cast), a_slip(cast)
    assert inside.get("/me/").status_code == 302
    assert enter("doer", PASSWORD)[1].status_code == 200
    assert enter("doer", first.code)[1].status_code == 200
    assert enter("doer", second.code)[1].status_code == 302


def test_no_code_is_kept_in_any_table(cast: Cast) -> None:
    slip = a_slip(cast)
    assert slip.code not in str(list(OneTimeCode.objects.values())) + str(acts_of(cast.user("doer")))


def test_a_code_cannot_be_mistyped_by_a_vietnamese_keyboard_nor_misread() -> None:
    assert not set("AEIOUYDWaeiouydw01ilILOoSZBGQ") & set(ALPHABET)
    assert typed("cfhj 2345-kmnp") == "CFHJ-2345-KMNP"
    assert typed("CFHJ-2345-KMN") == typed("mat-khau-thu-2026") == ""


def test_the_slip_is_shown_once_and_holds_nothing_else(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.user("admin"), backend="django.contrib.auth.backends.ModelBackend")
    path = f"/people/{cast.user('doer').person.public_id}/password/"
    for _turn in range(8):
        enter("doer", "sai-het-ca")
    shown = client.post(path, {"once": "x"})
    assert not AccessAttempt.objects.exists(), "who was given a code is locked out no more"
    code = re.search(r"<code>([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})</code>", shown.content.decode())
    assert code
    assert shown["Cache-Control"] == "no-store"
    again = client.post(path, {"once": "x"})
    assert again["Location"] == "/people/", "the same form sent again makes no second code"
    assert code[1] not in client.get("/people/").content.decode()
    assert enter("doer", code[1])[1].status_code == 302


def test_an_account_opened_on_the_page_has_no_password_but_a_code(cast: Cast) -> None:
    person = register_person(full_name="Hứa Thị Nết", unit=cast.root, by=cast.admin, at=timezone.now())
    client = Client()
    client.force_login(cast.user("admin"), backend="django.contrib.auth.backends.ModelBackend")
    shown = client.post(f"/people/{person.public_id}/account/", {"username": "net", "once": "y"}).content.decode()
    assert "Hứa Thị Nết" in shown
    assert not User.objects.get(username="net").has_usable_password()


@pytest.mark.parametrize("password", ["ngan", "123456789012", "password1234", "doer"])
def test_a_weak_password_is_refused_with_a_sentence(cast: Cast, password: str) -> None:
    client, _answer = enter("doer", a_slip(cast).code)
    assert client.post("/me/password/", {"password": password}).status_code in (409, 422)


def test_ones_own_password_is_asked_before_it_is_changed(cast: Cast) -> None:
    client, _answer = enter("doer", PASSWORD)
    asked = client.get("/me/password/")["Location"]
    assert asked == "/accounts/reauthenticate/?next=%2Fme%2Fpassword%2F"
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/me/password/"
    assert client.post("/me/password/", {"password": OWN, "once": "a"})["Location"] == "/me/"


def test_wrong_passwords_are_throttled_and_the_lock_is_written_once(cast: Cast) -> None:
    for _turn in range(8):
        _client, last = enter("doer", "sai-het-ca")
    assert last.status_code == 429
    assert "Đợi 15 phút" in last.content.decode()
    assert enter("doer", PASSWORD)[1].status_code == 429
    assert enter("doer", a_slip(cast).code)[1].status_code == 429
    assert [act for act, _facts in acts_of(cast.user("doer"))].count("access.lock_out") == 1
    assert enter("doer", PASSWORD, REMOTE_ADDR="10.0.0.9")[1].status_code != 429, (
        "one address does not shut out another"
    )


def test_going_on_typing_does_not_lengthen_the_lock(cast: Cast) -> None:
    for _turn in range(12):
        enter("doer", "sai-het-ca")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert enter("doer", PASSWORD)[1].status_code == 302


def test_many_addresses_lock_an_account_but_not_where_it_is_at_home(cast: Cast) -> None:
    enter("doer", PASSWORD, REMOTE_ADDR="10.0.0.1")
    for turn in range(42):
        _client, last = enter("doer", "sai-het-ca", REMOTE_ADDR=f"10.9.0.{turn // 6}")
    assert last.status_code == 429
    assert enter("doer", PASSWORD, REMOTE_ADDR="10.8.0.1")[1].status_code == 429
    assert enter("doer", PASSWORD, REMOTE_ADDR="10.0.0.1")[1].status_code == 302


def test_one_address_that_tries_everybody_is_locked(cast: Cast) -> None:
    for turn in range(80):
        _client, last = enter(f"ai-do-{turn}", "sai-het-ca")
    assert last.status_code == 429
    assert enter("doer", PASSWORD)[1].status_code == 429


def _totp(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def _now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_second_step_is_throttled_with_the_passwords_and_written(cast: Cast) -> None:
    user = cast.user("doer")
    secret = _totp(user)
    client, answer = enter("doer", PASSWORD)
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    for _turn in range(7):
        assert client.post(answer["Location"], {"code": "000000"}).status_code == 200
    assert client.post(answer["Location"], {"code": "000000"}).status_code == 429
    assert client.post(answer["Location"], {"code": _now(secret)}).status_code == 429
    assert "000000" not in str(list(AccessAttempt.objects.values()))
    AccessAttempt.objects.all().delete()
    assert client.post(answer["Location"], {"code": _now(secret)})["Location"] == "/"
    act, facts = acts_of(user)[0]
    assert (act, facts["how"], facts["factor"]) == ("access.sign_in", "PASSWORD", "totp")


def test_a_code_does_not_spare_the_second_step_and_is_used_up_after_it(cast: Cast) -> None:
    user = cast.user("doer")
    secret = _totp(user)
    client, answer = enter("doer", a_slip(cast).code)
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert OneTimeCode.objects.get().used_at is None
    client.post(answer["Location"], {"code": _now(secret)})
    assert OneTimeCode.objects.get().used_at is not None
    assert acts_of(user)[0][1]["how"] == "CODE"


def test_two_who_typed_the_same_code_and_stand_at_the_second_step_do_not_both_get_in(cast: Cast) -> None:
    user = cast.user("doer")
    _totp(user)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    slip = a_slip(cast)
    (first, answer), (second, _answer) = enter("doer", slip.code), enter("doer", slip.code)
    assert first.post(answer["Location"], {"code": codes[0]})["Location"] == "/"
    late = second.post(answer["Location"], {"code": codes[1]})
    assert late.status_code == 409
    assert "Mã này đã dùng rồi" in late.content.decode()
    assert second.get("/me/").status_code == 302


def test_a_recovery_code_serves_once_and_is_written(cast: Cast) -> None:
    user = cast.user("doer")
    _totp(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    client, answer = enter("doer", PASSWORD)
    assert client.post(answer["Location"], {"code": code})["Location"] == "/"
    assert [act for act, _facts in acts_of(user)][:2] == ["access.use_recovery_code", "access.sign_in"]
    client, answer = enter("doer", PASSWORD)
    assert client.post(answer["Location"], {"code": code}).status_code == 200


def test_turning_the_second_step_on_and_off_is_written(cast: Cast) -> None:
    client, _answer = enter("doer", PASSWORD)
    client.post("/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": _now(page.context["form"].secret)})
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert [act for act, _facts in acts_of(cast.user("doer"))][:4] == [
        "access.remove_factor", "access.make_recovery_codes", "access.make_recovery_codes", "access.add_factor",
    ]  # fmt: skip


def test_who_lost_the_second_step_is_helped_with_a_reason_and_told(cast: Cast) -> None:
    user = cast.user("doer")
    _totp(user)
    facts = {"user": user, "unit": cast.root, "at": timezone.now()}
    with pytest.raises(Refused):
        reset_factors(reason=" ", by=cast.admin, **facts)
    with pytest.raises(Refused):
        reset_factors(reason="Mất máy", by=cast.leader, **facts)
    reset_factors(reason="Mất điện thoại, đã gặp tại văn phòng", by=cast.admin, **facts)
    assert not Authenticator.objects.exists()
    client, _answer = enter("doer", PASSWORD)
    assert "Mất điện thoại" in client.get("/me/").content.decode()
    assert FactorReset.objects.get().told_at is not None
    assert "Mất điện thoại" not in enter("doer", PASSWORD)[0].get("/me/").content.decode()
    assert "Mất điện thoại" not in str(acts_of(user)), "the reason is kept beside the account, not in the journal"
    with pytest.raises(Refused):
        reset_factors(reason="Không có gì để gỡ", by=cast.admin, **facts)


def test_sessions_are_listed_in_words_and_ended_one_by_one(cast: Cast) -> None:
    here, _answer = enter("doer", PASSWORD)
    other, _answer = enter("doer", PASSWORD, REMOTE_ADDR="10.0.0.7")
    other.get("/me/", REMOTE_ADDR="10.0.0.7")
    listed = here.get("/me/").content.decode()
    assert listed.count("Firefox trên Windows") == 2
    assert listed.count("phiên này") == 1
    assert "10.0.0.7" in listed
    row = Session.objects.get(address="10.0.0.7")
    stranger, _answer = enter("stranger", PASSWORD)
    assert stranger.post(f"/me/sessions/{row.public_id}/end/").status_code == 404
    here.post(f"/me/sessions/{row.public_id}/end/")
    assert other.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
    assert acts_of(cast.user("doer"))[0] == ("access.end_session", {"session": row.pk})


def test_all_other_sessions_end_at_once_also_when_the_password_changes(cast: Cast) -> None:
    here, _answer = enter("doer", PASSWORD)
    others = [enter("doer", PASSWORD)[0] for _ in range(2)]
    here.post("/me/sessions/end/")
    assert [other.get("/me/").status_code for other in others] == [302, 302]
    other, _answer = enter("doer", PASSWORD)
    here.post("/accounts/reauthenticate/?next=/me/password/", {"password": PASSWORD})
    here.post("/me/password/", {"password": OWN, "once": "a"})
    assert other.get("/me/").status_code == 302
    assert here.get("/me/").content.decode().count("phiên này") == 1


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    inside, _answer = enter("doer", PASSWORD)
    close_account(user=cast.user("doer"), unit=cast.root, by=cast.admin, at=timezone.now())
    assert inside.get("/me/").status_code == 302
    assert not Session.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(("aged", "kept"), [({"began": 11.9, "seen": 1.9}, True), ({"began": 3, "seen": 2.1}, False),
                                            ({"began": 12.1, "seen": 0.1}, False)])  # fmt: skip
def test_a_session_ends_unused_or_too_long_open(cast: Cast, aged: dict[str, float], kept: bool) -> None:
    client, _answer = enter("doer", PASSWORD)
    client.get("/me/")
    session, now = client.session, timezone.now().timestamp()
    session["kept"] = [now - aged["began"] * 3600, now - aged["seen"] * 3600]
    session.save()
    assert (client.get("/me/").status_code == 200) is kept
    assert (acts_of(cast.user("doer"))[0][0] == "access.session_ran_out") is not kept


def test_signing_out_is_written(cast: Cast) -> None:
    client, _answer = enter("doer", PASSWORD)
    client.post("/accounts/logout/")
    assert acts_of(cast.user("doer"))[0][0] == "access.sign_out"
    assert Session.objects.get().ended_at is not None


def test_the_list_asks_for_ones_own_sessions_alone(cast: Cast) -> None:
    client, _answer = enter("doer", PASSWORD)
    client.get("/me/")
    now = timezone.now()
    Session.objects.bulk_create(
        Session(account=cast.user("leader"), key=f"k{n}", how="PASSWORD", began_at=now, seen_at=now)
        for n in range(3000)
    )
    with CaptureQueriesContext(connection) as asked:
        client.get("/me/")
    rows = [q["sql"] for q in asked if 'FROM "access_session"' in q["sql"]]
    whole = [q["sql"] for q in asked if 'FROM "django_session"' in q["sql"] and '"session_key" =' not in q["sql"]]
    assert (len(rows), whole) == (1, [])
    assert '"account_id" =' in rows[0]


def test_behind_a_proxy_only_what_it_saw_is_believed(cast: Cast, settings: Any) -> None:
    forged = "6.6.6.6, 10.1.1.1"
    enter("doer", PASSWORD, HTTP_X_FORWARDED_FOR=forged)
    settings.DONDOC_PROXIES = 1
    enter("doer", PASSWORD, HTTP_X_FORWARDED_FOR=forged)
    assert list(Session.objects.order_by("id").values_list("address", flat=True)) == ["127.0.0.1", "10.1.1.1"]


def test_vietnamese_unless_a_person_chose_otherwise(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en-US,en"})
    assert "Đăng nhập" in client.get("/accounts/login/").content.decode()
    client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert "Sign in" in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("where", ["//ngoai.example", "https://ngoai.example/x", "javascript:alert(1)"])
def test_nothing_leads_outside(cast: Cast, where: str) -> None:
    assert Client().post("/language/", {"language": "vi", "next": where})["Location"] == "/"
