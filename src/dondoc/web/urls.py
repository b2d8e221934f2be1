"""Địa chỉ — every URL, one line each; the words are the code's: room, act."""

from django.urls import include, path

from dondoc.web.access import identity
from dondoc.web.access import views as access
from dondoc.web.desk import views as desk
from dondoc.web.documents import entries, papers, registers, review, search, uploads
from dondoc.web.implementation import views as work
from dondoc.web.journal import views as journal
from dondoc.web.obligations import settling
from dondoc.web.obligations import views as obligations
from dondoc.web.regulations import calendar, figures, rules, setting
from dondoc.web.reorganising import splitting
from dondoc.web.reorganising import views as reorganising
from dondoc.web.reports import views as reports
from dondoc.web.units import changing, handing, importing, tree
from dondoc.web.units import views as units

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("acting/", desk.choose_post, name="choose_post"),
    path("many/<slug:key>/", desk.do_many, name="do_many"),
    path("search/", search.search, name="search"),
    path("uploads/new/", uploads.upload, name="upload"),
    path("uploads/<str:code>/", uploads.show, name="upload_page"),
    path("uploads/<str:code>/recognise/", uploads.recognise, name="upload_recognise"),
    path("uploads/<str:code>/unmarked/", uploads.say_unmarked, name="upload_unmarked"),
    path("uploads/<str:code>/release/", uploads.release, name="upload_release"),
    path("uploads/<str:code>/refuse/", uploads.refuse, name="upload_refuse"),
    path("uploads/<str:code>/register/", review.register, name="upload_register"),
    path("registers/", registers.index, name="registers"),
    path("registers/new/", registers.open_register, name="open_register"),
    path("registers/<str:code>/", registers.show, name="register_page"),
    path("registers/<str:code>/numbers/", registers.numbers, name="register_numbers"),
    path("registers/<str:code>/reserve/", registers.reserve, name="reserve_number"),
    path("registers/<str:code>/pass-over/", registers.pass_over, name="pass_over"),
    path("registers/<str:code>/void/<int:number>/", registers.void, name="void_number"),
    path("registers/<str:code>/by-hand/", review.by_hand, name="register_by_hand"),
    path("registers/<str:code>/stub/", review.stub, name="register_stub"),
    path("registers/<str:code>/issue/", review.issue, name="issue"),
    path("papers/<str:code>/", papers.show, name="paper"),
    path("papers/<str:code>/text/", papers.text, name="paper_text"),
    path("papers/<str:code>/lineage/", papers.lineage, name="paper_lineage"),
    path("papers/<str:code>/copies/<str:copy>/", papers.copy, name="paper_copy"),
    path("entries/<str:code>/review/", review.review, name="review"),
    path("entries/<str:code>/review/mark/", review.mark, name="review_mark"),
    path("entries/<str:code>/review/keep/", review.keep, name="review_keep"),
    path("entries/<str:code>/review/confirm/", review.confirm, name="review_confirm"),
    path("entries/<str:code>/obligation/", review.by_hand_obligation, name="confirm_by_hand"),
    path("entries/<str:code>/file/", entries.file, name="entry_file"),
    path("entries/<str:code>/withdraw/", entries.withdraw, name="entry_withdraw"),
    path("entries/<str:code>/direct/", entries.direct, name="entry_direct"),
    path("entries/<str:code>/enter-direction/", entries.enter_direction, name="entry_enter_direction"),
    path("entries/<str:code>/assign/", obligations.assign_many, name="assign_many"),
    path("entries/<str:code>/settle/", settling.settle_page, name="settle"),
    path("obligations/", obligations.index, name="obligations"),
    path("obligations/<str:code>/", obligations.show, name="obligation"),
    path("obligations/<str:code>/assign/", obligations.assign, name="assign"),
    path("obligations/<str:code>/correct/", obligations.correct, name="correct"),
    path("obligations/<str:code>/amend/", obligations.amend, name="amend"),
    path("obligations/<str:code>/carry-over/", obligations.carry_over, name="carry_over"),
    path("obligations/<str:code>/end/", obligations.end, name="end_obligation"),
    path("assignments/<str:code>/", work.show, name="assignment"),
    path("assignments/<str:code>/cascade/", obligations.cascade, name="cascade"),
    path("assignments/<str:code>/<slug:verb>/", work.do, name="assignment_act"),
    path("evidence/<str:code>/", work.evidence_file, name="evidence"),
    path("evidence/<str:code>/withdraw/", work.withdraw_evidence, name="withdraw_evidence"),
    path("extensions/<str:code>/decide/", work.decide_extension, name="decide_extension"),
    path("reports/progress/", reports.progress, name="progress"),
    path("reports/progress/issue/", reports.issue, name="issue_report"),
    path("reports/issued/<str:code>/", reports.issued, name="issued_report"),
    path("regulations/", figures.index, name="regulations"),
    path("regulations/rules/", rules.index, name="rules"),
    path("regulations/figures/<str:key>/", figures.show, name="figure"),
    path("regulations/figures/<str:key>/set/", setting.set_figure, name="set_figure"),
    path("regulations/set/<str:code>/withdraw/", setting.withdraw, name="withdraw_figure"),
    path("regulations/calendar/", calendar.show, name="calendar"),
    path("regulations/calendar/correct/", calendar.correct, name="correct_calendar"),
    path("regulations/calendar/<int:year>/", calendar.show, name="calendar_year"),
    path("regulations/corrections/<str:code>/withdraw/", calendar.withdraw, name="withdraw_correction"),
    path("units/", units.index, name="units"),
    path("units/new/", units.establish, name="establish"),
    path("units/outside/new/", units.establish_outside, name="establish_outside"),
    path("units/picture/", tree.picture, name="units_picture"),
    path("units/compare/", tree.compare, name="units_compare"),
    path("units/import/", importing.take_in_page, name="units_import"),
    path("units/<str:code>/", units.show, name="unit"),
    path("units/<str:code>/rename/", units.rename, name="rename_unit"),
    path("units/<str:code>/end/", reorganising.dissolve, name="end_unit"),
    path("units/<str:code>/change/", changing.change, name="change_unit"),
    path("units/<str:code>/restore/", changing.restore, name="restore_unit"),
    path("units/<str:code>/move/", reorganising.move, name="move_unit"),
    path("units/<str:code>/merge/", reorganising.merge, name="merge_unit"),
    path("units/<str:code>/split/", splitting.split_unit, name="split_unit"),
    path("units/<str:code>/holds/<str:key>/", reorganising.holds, name="unit_holds"),
    path("units/<str:code>/posts/", tree.posts, name="unit_posts"),
    path("reorganisations/", reorganising.index, name="reorganisations"),
    path("reorganisations/<str:code>/", reorganising.show, name="reorganisation"),
    path("reorganisations/<str:code>/undo/", reorganising.undo, name="undo_reorganisation"),
    path("reorganisations/<str:code>/resume/", reorganising.resume, name="resume_reorganisation"),
    path("reorganisations/<str:code>/rows/<str:key>/", reorganising.rows, name="reorganisation_rows"),
    path("units/<str:code>/posts/new/", units.create_post, name="create_post"),
    path("posts/<str:code>/fill/", units.fill_post, name="fill_post"),
    path("holdings/<str:code>/vacate/", units.vacate_post, name="vacate_post"),
    path("handed/<str:code>/settle/", handing.settle, name="settle_handed"),
    path("handed/<str:code>/decline/", handing.decline, name="decline_handed"),
    path("people/", access.people, name="people"),
    path("people/new/", access.register_person, name="register_person"),
    path("people/by-number/", identity.look_up, name="look_up_person"),
    path("people/<str:code>/identity/", identity.identity, name="identity"),
    path("me/identity/", identity.my_identity, name="my_identity"),
    path("people/<str:code>/account/", access.open_account, name="open_account"),
    path("people/<str:code>/password/", access.reset_password, name="reset_password"),
    path("people/<str:code>/close/", access.close_account, name="close_account"),
    path("people/<str:code>/reopen/", access.reopen_account, name="reopen_account"),
    path("me/", access.me, name="me"),
    path("me/password/", access.change_password, name="change_password"),
    path("me/sessions/end/", access.end_sessions, name="end_sessions"),
    path("language/", access.language, name="language"),
    path("journal/", journal.index, name="journal"),
    path("journal/export/", journal.export, name="export_journal"),
    path("accounts/", include("dondoc.web.access.signing")),
]

handler403 = "dondoc.web.problems.forbidden"
handler404 = "dondoc.web.problems.missing"
handler500 = "dondoc.web.problems.broken"
