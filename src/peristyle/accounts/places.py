"""Where an address is, in words: a place that the institution names, or the network."""

from ipaddress import IPv6Address, ip_address

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.kernel import institution


def place_in_words(address: str) -> str:
    """« Campus », or « ailleurs (réseau 82.64.x.x) »: enough to recognise, too little to find somebody's door."""
    if not address:
        return str(_("lieu inconnu"))
    ip = ip_address(address)
    for place in institution.current().places:
        if any(ip in network for network in place.networks if network.version == ip.version):
            return place.en if get_language() == "en" else place.fr
    shown = ":".join(ip.exploded.split(":")[:3]) + ":…" if isinstance(ip, IPv6Address) else _beginning(str(ip))
    return str(_("ailleurs (réseau %(network)s)") % {"network": shown})


def _beginning(address: str) -> str:
    return ".".join(address.split(".")[:2]) + ".x.x"
