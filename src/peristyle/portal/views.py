"""The home, the management index, banners, and the pages that the law wants."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.i18n import set_language as django_set_language

from peristyle.accounts.public import sign_in_form_page
from peristyle.kernel import clock, institution, services
from peristyle.kernel.access import anyone, person_of, requires, signed_in
from peristyle.kernel.confinement import confinement_of
from peristyle.kernel.permissions import can
from peristyle.kernel.services import Block
from peristyle.kernel.transactions import reads, writes
from peristyle.portal.actions.publish_banner import end_banner as take_down
from peristyle.portal.actions.publish_banner import publish_banner
from peristyle.portal.forms import BannerForm
from peristyle.portal.models import Banner
from peristyle.portal.queries import banners_now, published_banners
from peristyle.ui import accessibility

BANNERS_PER_PAGE = 20

set_language = anyone(writes(django_set_language))


@anyone
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: the sign-in page. Signed in: this person's own home."""
    if not request.user.is_authenticated:
        return sign_in_form_page(request)
    confinement = confinement_of(request)
    if confinement:
        return redirect(confinement.home)
    person = person_of(request)
    roles = {held.role for held in person.held_roles()}
    facts = {
        "now": clock.now(),
        "banners": banners_now(),
        "present": services.home_items(Block.NOW, person),
        "to_do": services.home_items(Block.TO_DO, person),
        "news": services.home_items(Block.NEW, person),
        "services": [service for service in services.services() if service.roles & roles or not roles],
        "management": _management_pages(request),
    }
    return render(request, "portal/home.html", facts)


@signed_in
@reads
def management(request: HttpRequest) -> HttpResponse:
    """/gestion/: the pages of officers, planners, agents and IT that this person may open, and what waits there."""
    waiting = [(page, page.waiting(person_of(request))) for page in _management_pages(request)]
    return render(request, "portal/management.html", {"pages": waiting})


@requires("portal.publish_banners")
@writes
def banners(request: HttpRequest) -> HttpResponse:
    """/gestion/bandeaux/: what is shown to everybody, what was, and a form for the next one."""
    now = timezone.localtime(clock.now())
    form = BannerForm(request.POST or None, initial={"starts_at": now, "ends_at": now + timedelta(hours=4)})
    if request.method == "POST" and form.is_valid():
        publish_banner(by=person_of(request), **form.cleaned_data)
        return redirect("portal:banners")
    page = Paginator(published_banners(), BANNERS_PER_PAGE).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page, "now": clock.now()}
    return render(request, "portal/banners.html", facts, status=422 if form.errors else 200)


@requires("portal.publish_banners")
@writes
def end_banner(request: HttpRequest, banner_id: int) -> HttpResponse:
    """Take a banner down."""
    if request.method == "POST":
        take_down(get_object_or_404(Banner, pk=banner_id), by=person_of(request))
    return redirect("portal:banners")


@anyone
@reads
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """The accessibility statement in the form the law imposes, told from the recorded audit."""
    here = institution.current()
    audit = here.accessibility_audit
    facts = {
        "legal": here.legal,
        "audit": audit,
        "conformity": accessibility.conformity(audit, clock.today()),
        "status": accessibility.WORDS[accessibility.conformity(audit, clock.today())],
        **_inaccessible(audit),
    }
    return render(request, "portal/accessibility.html", facts)


def _inaccessible(audit: institution.AccessibilityAudit | None) -> dict[str, tuple[str, ...]]:
    """What is not accessible, in the three kinds of the imposed form; nothing is known without an audit."""
    language = "en" if get_language() == "en" else "fr"
    kinds = ("failures", "derogations", "outside")
    return {kind: getattr(audit, f"{kind}_{language}") if audit else () for kind in kinds}


@anyone
@reads
def legal_notice(request: HttpRequest) -> HttpResponse:
    """The legal notice (LCEN)."""
    return _institution_text(request, "legal-notice", "portal/legal_notice.html")


@anyone
@reads
def personal_data(request: HttpRequest) -> HttpResponse:
    """What is done with personal data (RGPD)."""
    return _institution_text(request, "personal-data", "portal/personal_data.html")


@anyone
@reads
def source_code(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The way to the source of this house (AGPL, section 13): no page of ours links to another house by itself."""
    return redirect(institution.current().legal.source_code)


def _institution_text(request: HttpRequest, name: str, template: str) -> HttpResponse:
    text = institution.text(name, (get_language() or "fr")[:2])
    title, _, body = text.partition("\n")
    return render(request, template, {"title": title.lstrip("# ").strip(), "body": body})


def _management_pages(request: HttpRequest) -> list[services.ManagementPage]:
    return [page for page in services.management_pages() if can(person_of(request), page.capability)]
