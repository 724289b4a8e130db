"""Nothing lies about: every template is shown and every task has somebody who asks for it."""

import re
from pathlib import Path

from peristyle.kernel.tasks import all_task_paths
from tests.harness.sources import modules, name_of, templates, text_of


def test_every_template_is_shown_by_somebody() -> None:
    readers = {path: text_of(path) for path in [*modules(), *templates()]}

    unused = [
        name_of(path)
        for path in templates()
        if not any(names(text, path) for reader, text in readers.items() if reader != path)
    ]

    assert unused == []


def test_every_task_is_asked_for() -> None:
    sources = "\n".join(text_of(path) for path in modules())

    unused = [
        path
        for path in all_task_paths()
        if path.startswith("peristyle.") and not is_asked_for(path.rpartition(".")[2], sources)
    ]

    assert unused == []


def names(text: str, template: Path) -> bool:
    """Whether a text names a template: wholly (a letter without its ending), or its folder and a `{variable}`."""
    name = str(template).partition("/templates/")[2].removesuffix(".letter")
    folder = name.rpartition("/")[0]
    return f'"{name}"' in text or bool(folder and f'"{folder}/{{' in text)


def is_asked_for(task: str, sources: str) -> bool:
    """Whether somebody enqueues the task, now, later or regularly."""
    return bool(re.search(rf"\b{task}\.(enqueue|using)\(|(enqueue_at|register)\(\s*([\w.]+\.)?{task}\b", sources))
