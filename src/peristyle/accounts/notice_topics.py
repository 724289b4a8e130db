"""What the house writes about: some mails are owed, others one may do without."""

from dataclasses import dataclass

from peristyle.kernel.services import Text


@dataclass(frozen=True)
class NoticeTopic:
    """A kind of mail. An obligatory one is shown as such; the sender of another asks `wants_notice` first."""

    code: str
    title: Text
    description: Text
    is_obligatory: bool = False


_topics: dict[str, NoticeTopic] = {}


def register_notice_topic(topic: NoticeTopic) -> None:
    """Show `topic` among the preferences."""
    _topics[topic.code] = topic


def notice_topics() -> list[NoticeTopic]:
    """All topics, the optional ones first."""
    return sorted(_topics.values(), key=lambda topic: (topic.is_obligatory, topic.code))
