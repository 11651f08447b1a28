"""The mark that tells a demonstration edition from a real one, written into its label files.

It stands in the label files because they travel with the rows: whatever the archive is called or wherever it is
copied, the figures drawn from it are marked as made up.
"""

from __future__ import annotations

DEMO_MARK_LABEL = "DEMONSTRATION - montants inventés"
"""The label of one extra row of each label file; its validity is over, so it never names a code in force."""


def is_demo_label(label: str) -> bool:
    """Whether a label of a label file is the demonstration's mark (spaces around it do not count)."""
    return label.strip() == DEMO_MARK_LABEL
