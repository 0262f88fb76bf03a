"""The judgement of an issue: urgency, issue type, sensitive. Sees an IssueText and never a person."""
