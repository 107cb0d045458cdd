from .group import Group, GroupKind, Membership, Role
from .invitation import Invitation
from .organisation import Organisation
from .person import Person, PersonQuerySet
from .session import Session
from .topic import Relation, Topic, TopicLink

__all__ = [
    "Group",
    "GroupKind",
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "PersonQuerySet",
    "Relation",
    "Role",
    "Session",
    "Topic",
    "TopicLink",
]
