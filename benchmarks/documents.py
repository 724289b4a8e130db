"""1,000 certificates by the worker, from the queue to the sealed file on the disk, beside Typst alone.

The bar: half the rate of Typst alone, which compiles the same sheets with the same compiler and keeps nothing.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.servers import PERISTYLE
from tests.harness.postgresql import cluster

BAR_RATIO = 0.5
DOCUMENTS = 1_000
_WORK = """
import sys, time
import django; django.setup()
from datetime import date
from django.db import transaction
from peristyle.documents.actions.write_document import sheet_of, write_document
from peristyle.documents.adapters import sealer, writer
from peristyle.documents.kinds import DocumentKind, register_document_kind
from peristyle.documents.public import IssuedDocument, issue
from peristyle.kernel.worker import batch_worker
from peristyle.people.public import register_person

count = int(sys.argv[1])
register_document_kind(DocumentKind("benchmark", "B", "Certificat de scolarité", "documents/typst/statement.typ"))
statement = "La personne désignée ci-dessous est régulièrement inscrite pour l’année universitaire 2026-2027."
with transaction.atomic():
    person = register_person(birth_name="Aubépine", given_name="Camille", birth_date=date(2004, 2, 29))
    for number in range(count + 1):
        facts = {"Nom": f"Aubépine {number}", "Prénom": "Camille", "Né(e) le": "29 février 2004 à Nîmes",
                 "Numéro étudiant": f"{22600000 + number}", "INE": "0600000001P", "Étape": "EE1 L1 Economie"}
        data = {"statement": {"fr": statement}, "facts": [{"fr": term, "value": facts[term]} for term in facts]}
        issue("benchmark", person, data, language="fr", subject=f"benchmark:{number}")
first, *others = IssuedDocument.objects.order_by("pk")
write_document.call(first.pk)  # fonts and key are loaded once for the life of a worker
orders = [writer().order(sheet_of(document, qualified=sealer().qualified)) for document in others]

def bare(some):
    start, busy = time.perf_counter(), time.process_time()
    for each in some:
        writer().compiler.compile(**each)
    return time.perf_counter() - start, time.process_time() - busy

def worked():
    start, busy = time.perf_counter(), time.process_time()
    batch_worker().run()
    return time.perf_counter() - start, time.process_time() - busy

# Typst before and after, so that a machine that slows down slows both.
before, work, after = bare(orders[::2]), worked(), bare(orders[1::2])
assert not IssuedDocument.objects.filter(sha256="").exists()
print(before[0] + after[0], before[1] + after[1], *work)
"""


def measure(directory: Path, url: str, count: int) -> tuple[float, ...]:
    """Seconds for all documents: Typst alone and the worker, each by the wall and by the processor."""
    surroundings = {
        **os.environ,
        "PERISTYLE_DATA": str(directory),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.embedded",
    }
    subprocess.run([PERISTYLE, "migrate"], env=surroundings, check=True, stdout=subprocess.DEVNULL)
    answer = subprocess.run(
        [sys.executable, "-c", _WORK, str(count)], env=surroundings, check=True, capture_output=True, text=True
    ).stdout
    return tuple(float(number) for number in answer.splitlines()[-1].split())


def main() -> int:
    """Print the rates on both databases; status 1 if a ratio is below the bar."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    worst = 1.0
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql:
        for name, url in (("PostgreSQL", postgresql), ("SQLite", "")):
            alone, alone_busy, worked, worked_busy = measure(Path(directory) / name, url, count)
            print(f"{name}: {count / worked:.1f} documents/s by one worker, {count / alone:.1f} by Typst alone")
            print(f"{name}: ratio {alone / worked:.2f} by the wall, {alone_busy / worked_busy:.2f} by the processor")
            worst = min(worst, alone / worked)
    print(f"bar {BAR_RATIO}: {'met' if worst >= BAR_RATIO else 'missed'}")
    return 0 if worst >= BAR_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
