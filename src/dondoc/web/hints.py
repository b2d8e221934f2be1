"""Sẽ xảy ra gì — one sentence over the form of an act: what it does, and what stays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.shared.acts import Label

HINTS: dict[str, Label] = {
    "documents.file": _("Văn bản không giao việc gì cho đơn vị. Văn bản vẫn ở trong sổ và tìm được."),
    "documents.withdraw": _("Chỉ dùng cho dòng ghi nhầm. Số đã cấp không dùng lại; dòng cũ và lý do vẫn còn."),
    "documents.refuse_upload": _("Tệp bị xóa hẳn, không giữ lại cả tên. Việc này không hoàn lại được."),
    "documents.say_unmarked": _("Đồng chí đã mở tệp xem và chịu trách nhiệm về câu trả lời này."),
    "documents.reserve_number": _("Số tiếp theo của sổ được giữ lại, sẽ dùng khi phát hành hoặc bỏ có lý do."),
    "documents.pass_over": _("Các số đã cấp trên sổ giấy hoặc phần mềm khác được ghi nhận, để không có số nào thiếu."),
    "obligations.accept": _("Đơn vị nhận việc và bắt đầu thực hiện. Chưa rõ hoặc không đúng việc của mình thì trả lại, có lý do."),
    "obligations.correct": _("Khi chính ta ghi sai: coi như chưa từng ghi thế. Văn bản mới đổi việc thì dùng Sửa đổi theo văn bản."),
    "obligations.amend": _("Từ ngày ấy nhiệm vụ theo nội dung mới; nội dung cũ vẫn xem được ở ngày trước đó."),
    "obligations.carry_over": _("Nhiệm vụ này kết thúc; một nhiệm vụ mới, cùng nội dung, mở theo văn bản được chọn."),
    "obligations.end": _("Nhiệm vụ không thực hiện nữa, có lý do. Chỉ kết thúc được khi không còn đơn vị nào đang làm."),
    "obligations.withdraw_assignment": _("Đơn vị thôi phải làm việc này. Lý do và những gì đã làm vẫn còn."),
    "implementation.add_evidence": _("Chọn một trong ba: tệp; văn bản đã vào sổ; hoặc bản giấy và nơi giữ. Các ô khác để trống."),
    "implementation.submit": _("Việc chuyển sang chờ xác nhận. Nơi giao xem minh chứng rồi xác nhận hoặc yêu cầu bổ sung."),
    "implementation.approve": _("Việc được tính là đã hoàn thành vào ngày đơn vị báo cáo."),
    "implementation.send_back": _("Việc trở lại đơn vị để làm tiếp. Nói rõ còn thiếu gì."),
    "implementation.hand_back": _("Việc trở về nơi giao để giao cho đơn vị khác. Nói rõ vì sao."),
    "implementation.ask_extension": _("Nơi giao trả lời. Trước khi được gia hạn, hạn cũ vẫn còn hiệu lực; hạn đầu không bao giờ bị xóa."),
    "implementation.decide_extension": _("Gia hạn thì hạn mới có hiệu lực ngay; không gia hạn thì cần nói vì sao."),
    "implementation.report_up": _("Ghi văn bản đã gửi cấp trên. Việc ở mục đã báo cáo, chưa có xác nhận, cho đến khi cấp trên trả lời."),
    "implementation.close_by_answer": _("Ghi văn bản cấp trên trả lời; việc được tính là đã hoàn thành."),
    "implementation.close_unanswered": _("Thôi chờ trả lời; báo cáo vẫn tính riêng, không tính là đã hoàn thành."),
    "access.record_identity": _("Được mã hóa khi lưu; chỉ người giữ danh sách và chính người ấy xem được. Ghi điều cần cho việc đang làm, để trống điều không cần."),
    "access.look_up_person": _("Mỗi lần tra được ghi vào nhật ký: ai tra, tra ra ai; không ghi số."),
    "units.rename": _("Văn bản và báo cáo của các ngày trước vẫn in tên cũ."),
    "units.change": _("Danh sách và báo cáo của các ngày trước vẫn in loại, mã, khu vực cũ."),
    "units.move": _("Đơn vị đi cùng mọi đơn vị bên dưới. Nơi đã giao việc vẫn thấy việc mình giao; ngày trước vẫn hỏi được như cũ."),
    "units.restore": _("Vẫn là đơn vị ấy, hoạt động trở lại từ ngày này; những ngày ở giữa vẫn không có. Chức danh phải phân công lại."),
    "reorganising.merge": _("Xem trước những gì sẽ chuyển rồi mới làm. Việc đang mở về nơi nhận; việc đã xong, nhật ký, tên cũ ở nguyên."),
    "reorganising.split": _("Ghi nơi nhận trước; trang sau chọn ai nhận việc gì."),
    "reorganising.dissolve": _("Đơn vị không nhận việc mới. Việc còn lại về nơi nhận; việc cũ, văn bản và báo cáo cũ vẫn còn."),
    "reorganising.undo": _("Một việc mới, từ ngày của nó: không xóa gì đã ghi. Việc đã chuyển còn mở thì trở lại."),
    "reorganising.resume": _("Chuyển tiếp từ chỗ đã dừng; không dòng nào chuyển hai lần."),
    "units.fill_post": _("Quyền của chức danh đi theo người giữ, từ ngày bắt đầu đến ngày thôi."),
    "units.vacate_post": _("Hết ngày ấy người này thôi giữ chức danh và thôi các quyền; việc ở lại với chức danh."),
    "access.open_account": _("Đưa mật khẩu tận tay. Lần đăng nhập đầu tiên người ấy phải đổi mật khẩu."),
    "access.reset_password": _("Mật khẩu cũ không dùng được nữa. Lần đăng nhập tới người ấy phải đổi mật khẩu mới."),
    "access.change_password": _("Từ nay đăng nhập bằng mật khẩu này."),
    "access.close_account": _("Người này không đăng nhập được nữa. Những gì đã làm vẫn còn; có thể mở lại."),
    "access.reopen_account": _("Người này đăng nhập lại được bằng mật khẩu cũ."),
    "regulations.set_figure": _("Con số được dùng từ ngày ấy, chừng nào quy định đang để mở còn hiệu lực. Có quy định mới thì đặt lại. Ngày đã tính trước đó không đổi."),
    "regulations.withdraw_figure": _("Con số trở lại chưa đặt từ ngày ấy. Ngày đã tính theo nó vẫn nói được đã tính theo gì."),
    "regulations.correct_calendar": _("Chỉ sửa ngày mà thông báo nghỉ, hoán đổi nói khác lịch ở đây. Ngày đã tính trước đó không đổi."),
    "regulations.withdraw_correction": _("Ngày này trở lại như lịch cả nước. Lần sửa và lý do vẫn còn."),
}  # fmt: skip
