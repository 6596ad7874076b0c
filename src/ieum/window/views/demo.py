"""Demo log-in: become one of the made-up people, and stop being them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ieum.kernel import BadInput, Unavailable
from ieum.window.people import candidate, find_candidates, suggested_candidates


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Suggests people, and searches them by name and birth date (in the form, never in the address)."""
    name, born = request.POST.get("name", "")[:40], request.POST.get("born", "")[:10]
    context: dict[str, object] = {"name": name.replace("\0", ""), "born": born.replace("\0", "")}
    status = 200
    try:
        if request.method == "POST":
            context["found"] = find_candidates(name, born)
        else:
            context["suggested"] = suggested_candidates()
    except BadInput as error:
        context["error"], status = error, 422
    except Unavailable:
        context["away"], status = True, 503
    return render(request, "window/demo.html", context, status=status)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Logs in as the person whose key was posted."""
    chosen = candidate(request.POST.get("person", "").replace("\0", ""))
    request.session.cycle_key()
    request.session["person"] = chosen.key
    request.session["person_label"] = chosen.label
    return redirect("home")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Logs out and forgets everything this browser could open, so that the next user of it sees nothing."""
    request.session.flush()
    return redirect("home")
