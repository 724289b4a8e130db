"""« Abonnement »: the private addresses by which one's own calendar programs follow the timetable."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.kernel.access import freshly_proven, person_of, signed_in
from peristyle.kernel.addresses import absolute
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.feeds.make_feed import MOST_FEEDS, TooManyFeeds, make_feed
from peristyle.timetable.actions.feeds.revoke_feed import revoke_feed
from peristyle.timetable.forms.feeds import FeedForm
from peristyle.timetable.queries.feeds import live_feeds
from peristyle.ui.qr_codes import qr_code_source


@signed_in
@reads
def feeds(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/abonnement/: the addresses one made, when each last served, how to make one."""
    return render(request, "timetable/feeds/feeds.html", {"feeds": live_feeds(person_of(request))})


@signed_in
@freshly_proven
@writes
def new_feed(request: HttpRequest) -> HttpResponse:
    """Make an address; it stands in the answer to this POST and nowhere else, ever."""
    form = FeedForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "timetable/feeds/new.html", {"form": form}, status=422 if form.errors else 200)
    try:
        feed, secret = make_feed(person_of(request), label=form.cleaned_data["label"])
    except TooManyFeeds:
        form.add_error(
            None, _("Vous avez déjà %(count)d abonnements : révoquez-en un d’abord.") % {"count": MOST_FEEDS}
        )
        return render(request, "timetable/feeds/new.html", {"form": form}, status=422)
    address = absolute("timetable:feed", secret)
    opener = f"webcal://{address.partition('://')[2]}"
    facts = {"feed": feed, "address": address, "opener": opener, "qr_code": qr_code_source(opener)}
    return render(request, "timetable/feeds/made.html", facts)


@signed_in
@writes
def revoke(request: HttpRequest, feed_id: int) -> HttpResponse:
    """Revoke an address of one's own: it opens nothing from now on."""
    if request.method == "POST":
        feed = get_object_or_404(live_feeds(person_of(request)).select_related("person"), pk=feed_id)
        revoke_feed(feed)
        messages.success(request, _("L’abonnement « %(label)s » est révoqué.") % {"label": feed.label})
    return redirect("timetable:feeds")
