"""What the law grants: rule language, dated parameters, programmes, and their evaluation."""

from ieum.benefits.assessment import assess
from ieum.benefits.document import assessment_schema, plain, to_document
from ieum.benefits.facts import FactSpec, facts_catalogue, parse_answer, parse_facts
from ieum.benefits.programme import Programme
from ieum.benefits.programmes import PROGRAMMES
from ieum.benefits.results import (
    Assessment,
    Choice,
    Entitlement,
    NotTogether,
    Output,
    Question,
    Step,
    StepKind,
    Value,
    Verdict,
)

__all__ = [
    "PROGRAMMES",
    "Assessment",
    "Choice",
    "Entitlement",
    "FactSpec",
    "NotTogether",
    "Output",
    "Programme",
    "Question",
    "Step",
    "StepKind",
    "Value",
    "Verdict",
    "assess",
    "assessment_schema",
    "facts_catalogue",
    "parse_answer",
    "parse_facts",
    "plain",
    "to_document",
]
