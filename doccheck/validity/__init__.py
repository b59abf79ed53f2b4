"""The heart: facts and dated regimes to a timeline of an act (hiệu lực theo thời gian), with proof for every day.

Pure functions without database, files or clock. Convention for days: a piece begins on its first day and ends before
the first day of the next one; the day of an ending is the first day on which the act is not in force.
"""

from doccheck.validity.chain import Step, chain
from doccheck.validity.explain import explain
from doccheck.validity.lives import Lives
from doccheck.validity.provisions import ProvisionStatus, status_of_provision
from doccheck.validity.timeline import stretch, timeline

__all__ = ["Lives", "ProvisionStatus", "Step", "chain", "explain", "status_of_provision", "stretch", "timeline"]
