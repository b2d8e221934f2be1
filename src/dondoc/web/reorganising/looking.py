"""Xem trước rồi mới làm — the same form twice: first what would be, then the act; what was changed since is shown again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from dondoc.shared.acts import Refused, plate_of
from dondoc.web.doing import Run, act_page
from dondoc.web.handing import turned_away
from dondoc.web.pages import page

Preview = Callable[[dict[str, Any]], dict[str, Any]]
TAKE = "take-"  # boxes of the second page, which the first did not have
_OWN = {"csrfmiddlewaretoken", "once", "seen", "draft"}


def previewed(
    request: HttpRequest, form: Form, preview: Preview, run: Run, *, act: str, where: Any, back: str, about: Any,
    template: str, right: str | None = None, extra: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """GET shows the form; the first POST what would pass; the second, of the same words, does it."""
    said = {"act": act, "right": act if right is None else right, "where": where}
    fresh = request.method == "POST" and request.POST.get("seen") != _words(request)
    if fresh and not {"hand_over", "draft"} & request.POST.keys():
        turned = turned_away(request, act, said["right"], where, about)
        if turned is not None:
            return turned
        if form.is_valid():
            try:
                shown = preview(form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                context = {"form": form, "plate": plate_of(act), "back": back, "about": about, "preview": shown,
                           "seen": _words(request), "kept": _kept(request), **(extra or {})}  # fmt: skip
                return page(request, template, context)
    return act_page(request, form, run, **said, back=back, about=about, template=template, extra=extra)


def _words(request: HttpRequest) -> str:
    """What was chosen, as one word: the act is done of what was seen."""
    chosen = sorted(
        (name, value)
        for name in request.POST
        for value in request.POST.getlist(name)
        if name not in _OWN and not name.startswith(TAKE)
    )
    return hashlib.sha256(repr(chosen).encode()).hexdigest()[:32]


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What the second form says again without asking."""
    return [(name, str(value)) for name in request.POST for value in request.POST.getlist(name)
            if name not in _OWN and not name.startswith(TAKE)]  # fmt: skip
