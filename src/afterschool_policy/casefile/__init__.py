"""A file that lives while facts arrive: many entities joined by id, and the findings that hold on them now."""

from afterschool_policy.casefile.casefile import CaseFile
from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.findings import CaseFinding, Changes, EntityFact, Support

__all__ = ["CaseFile", "CaseFinding", "Changes", "Entity", "EntityFact", "Support"]
