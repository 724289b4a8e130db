"""Supporting documents for who gives them: a student signed in, or somebody enrolled who has no account yet."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.enrolment.actions.supporting_documents.declare_not_concerned import (
    CannotBeDeclared,
    declare_not_concerned,
)
from peristyle.enrolment.actions.supporting_documents.give_file import NoRoomLeft, give_file
from peristyle.enrolment.actions.supporting_documents.take_back_file import AlreadyDecided, take_back_file
from peristyle.enrolment.actions.supporting_documents.upload_in_pieces import (
    TooManyUploads,
    WrongOffset,
    begin_upload,
    receive_piece,
)
from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.document_forms import GiveFilesForm, UploadForm
from peristyle.enrolment.models import EnrolmentFile, GivenFile, UnfinishedUpload
from peristyle.enrolment.queries import (
    WantedDocument,
    history_of,
    own_given_file,
    standing_enrolments,
    supporting_documents_of,
)
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.enrolment.rules.uploads import NotTaken
from peristyle.enrolment.views.open_file import kept, to_present_step
from peristyle.kernel.access import anyone, person_of, signed_in
from peristyle.kernel.transactions import reads, writes

#: A given file is shown alone, in no page's name: it loads nothing, runs nothing, is framed by this house only.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
DocumentsPage = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Place:
    """Whose documents these are, and where their pages lie."""

    file: EnrolmentFile
    pages: str
    layout: str
    back: str
    own: Mapping[str, int] = field(default_factory=dict)

    def to(self, page: str, **more: Any) -> str:
        """The address of one of these pages."""
        return reverse(f"enrolment:{self.pages}_{page}", kwargs={**self.own, **more})


def of_student(view: DocumentsPage) -> DocumentsPage:
    """The page for the documents of one of one's own enrolments."""

    @wraps(view)
    def page(request: HttpRequest, enrolment_id: int, **more: Any) -> HttpResponse:
        own = standing_enrolments().filter(person=person_of(request))
        enrolment = get_object_or_404(own.select_related(*_WITH), pk=enrolment_id)
        place = Place(
            file=enrolment.file,
            pages="my",
            layout="ui/layouts/house.html",
            back=reverse("enrolment:my_enrolments"),
            own={"enrolment_id": enrolment_id},
        )
        return view(request, place, **more)

    return page


def of_open_file(view: DocumentsPage) -> DocumentsPage:
    """The page for the file open in this browser, once it is settled; before, the way leads to its present step."""

    @wraps(view)
    def page(request: HttpRequest, **more: Any) -> HttpResponse:
        opened = kept(request)
        if opened is None:
            return redirect("enrolment:identity")
        enrolment = standing_enrolments().select_related(*_WITH).filter(file=opened.file).first()
        if enrolment is None:
            return to_present_step(opened)
        place = Place(
            file=enrolment.file,
            pages="file",
            layout="enrolment/supporting_documents/door.html",
            back=reverse("enrolment:follow_up"),
        )
        return view(request, place, **more)

    return page


_WITH = ("file__admission__academic_year", "file__admission__step__degree__component")


def _documents(request: HttpRequest, place: Place) -> HttpResponse:
    """The documents a file wants, and where each stands."""
    documents = supporting_documents_of(place.file)
    context = {
        "place": place,
        "documents": documents,
        "missing": [each for each in documents if each.blocking and each.awaits_student],
        "complete": all(each.is_settled for each in documents if each.blocking),
    }
    return render(request, "enrolment/supporting_documents/list.html", context)


def _document(request: HttpRequest, place: Place, kind: str) -> HttpResponse:
    """One document: what to give, the files given, a form to give more."""
    wanted = _wanted(place, kind)
    if request.method != "POST":
        return _page(request, place, wanted)
    form = GiveFilesForm(request.POST, request.FILES, **_shape(wanted))
    if not form.is_valid():
        return _page(request, place, wanted, form, status=422)
    for given in form.cleaned_data["given"]:
        if trouble := _give(place, wanted, given):
            form.add_error("given", trouble)
    if form.errors:
        return _page(request, place, _wanted(place, kind), form, status=422)
    return redirect(place.to("document", kind=kind))


def _examination(request: HttpRequest, place: Place, kind: str) -> HttpResponse:
    """What htmx asks every second while files are examined; at the end the page is shown anew."""
    wanted = _wanted(place, kind)
    if not wanted.is_being_examined:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "enrolment/supporting_documents/examination.html", {"wanted": wanted})


def _not_concerned(request: HttpRequest, place: Place, kind: str) -> HttpResponse:
    """Say that a document does not concern one."""
    wanted = _wanted(place, kind)
    if request.method != "POST":
        return redirect(place.to("document", kind=kind))
    try:
        declare_not_concerned(place.file, wanted.entry)
    except CannotBeDeclared:
        return redirect(place.to("document", kind=kind))
    return redirect(place.to("documents"))


def _given(request: HttpRequest, place: Place, given_id: int) -> HttpResponse:  # noqa: ARG001 — as its neighbours
    """A file one gave, as it was taken."""
    return file_answer(own_given_file(place.file, given_id))


def _take_back(request: HttpRequest, place: Place, given_id: int) -> HttpResponse:
    """Take back a file one gave."""
    given = own_given_file(place.file, given_id)
    if request.method != "POST" or given is None:
        raise Http404
    with suppress(AlreadyDecided):  # the page then shows what was decided
        take_back_file(given)
    return redirect(place.to("document", kind=given.document.kind))


def _begin(request: HttpRequest, place: Place, kind: str) -> HttpResponse:
    """Announce a file that comes piece by piece: where its pieces go, and how much of it is here already."""
    wanted = _wanted(place, kind)
    form = UploadForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return JsonResponse({"error": _("Ce fichier ne peut pas être envoyé.")}, status=422)
    try:
        upload = begin_upload(place.file, wanted.entry, **form.cleaned_data)
    except (NotTaken, NoRoomLeft, TooManyUploads) as trouble:
        return JsonResponse({"error": _sentence(trouble, wanted)}, status=422)
    address = place.to("upload", kind=kind, upload_id=upload.pk)
    return JsonResponse({"address": address, "received": upload.received}, status=201)


def _upload(request: HttpRequest, place: Place, kind: str, upload_id: int) -> HttpResponse:
    """A file on its way: GET tells how much of it is here, POST brings the next piece."""
    wanted = _wanted(place, kind)
    own = UnfinishedUpload.objects.filter(document__file=place.file, document__kind=kind)
    upload = get_object_or_404(own.select_related("document"), pk=upload_id)
    if request.method != "POST":
        return JsonResponse({"received": upload.received})
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isascii() or not offset.isdigit():
        return JsonResponse({"received": upload.received}, status=409)
    try:
        received = receive_piece(upload, wanted.entry, int(offset), request.body)
    except WrongOffset as wrong:
        return JsonResponse({"received": wrong.received}, status=409)
    except (NotTaken, NoRoomLeft) as trouble:
        return JsonResponse({"error": _sentence(trouble, wanted)}, status=422)
    return JsonResponse({"received": received})


def file_answer(given: GivenFile | None) -> HttpResponse:
    """A given file by itself, under a policy of its own. Raises Http404."""
    if given is None or not given.can_be_seen:
        raise Http404
    try:
        content = document_store.read(given.stored_as)
    except FileNotFoundError as error:
        raise Http404 from error
    ending = "jpg" if given.is_picture else "pdf"
    return HttpResponse(
        content,
        content_type=given.media_type,
        headers={
            "Content-Disposition": f'inline; filename="{given.document.kind}-{given.pk}.{ending}"',
            "Content-Security-Policy": FILE_POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _wanted(place: Place, kind: str) -> WantedDocument:
    for each in supporting_documents_of(place.file):
        if each.kind == kind:
            return each
    raise Http404


def _shape(wanted: WantedDocument) -> dict[str, bool]:
    return {"picture_only": wanted.entry.portrait is not None, "several": wanted.entry.pages > 1}


def _give(place: Place, wanted: WantedDocument, given: Any) -> str | None:
    name = given.name or ""
    try:
        give_file(place.file, wanted.entry, given.chunks(), name=name, size=given.size or 0)
    except (NotTaken, NoRoomLeft) as trouble:
        return _("%(name)s : %(why)s") % {"name": name[-60:], "why": _sentence(trouble, wanted)}
    return None


def _sentence(trouble: Exception, wanted: WantedDocument) -> str:
    if isinstance(trouble, NotTaken):
        return str(trouble.sentence)
    if isinstance(trouble, TooManyUploads):
        return _("Trop d’envois sont restés inachevés : terminez-les, ou réessayez demain.")
    pages = wanted.entry.pages
    return ngettext(
        "Un seul fichier peut être donné pour cette pièce : retirez d’abord l’autre.",
        "Pas plus de %(count)d fichiers peuvent être donnés pour cette pièce : retirez-en d’abord un.",
        pages,
    ) % {"count": pages}


def _page(
    request: HttpRequest, place: Place, wanted: WantedDocument, form: GiveFilesForm | None = None, *, status: int = 200
) -> HttpResponse:
    document = wanted.document
    context = {
        "place": place,
        "wanted": wanted,
        "form": form or GiveFilesForm(**_shape(wanted)),
        "history": list(history_of(document)) if document else [],
        "may_decline": wanted.entry.may_be_not_concerned
        and wanted.state not in (DocumentState.ACCEPTED, DocumentState.NOT_CONCERNED),
        "may_take_back": wanted.state in (DocumentState.TO_GIVE, DocumentState.WAITING),
    }
    return render(request, "enrolment/supporting_documents/document.html", context, status=status)


my_documents = signed_in(reads(of_student(_documents)))
my_document = signed_in(writes(of_student(_document)))
my_examination = signed_in(reads(of_student(_examination)))
my_not_concerned = signed_in(writes(of_student(_not_concerned)))
my_given_file = signed_in(reads(of_student(_given)))
my_take_back = signed_in(writes(of_student(_take_back)))
my_begin = signed_in(writes(of_student(_begin)))
my_upload = signed_in(writes(of_student(_upload)))
file_documents = anyone(reads(of_open_file(_documents)))
file_document = anyone(writes(of_open_file(_document)))
file_examination = anyone(reads(of_open_file(_examination)))
file_not_concerned = anyone(writes(of_open_file(_not_concerned)))
file_given_file = anyone(reads(of_open_file(_given)))
file_take_back = anyone(writes(of_open_file(_take_back)))
file_begin = anyone(writes(of_open_file(_begin)))
file_upload = anyone(writes(of_open_file(_upload)))
