"""Runs of pipelines in a live factory: to start one, to follow it, to list those that were.

`client` says what is asked of a factory, and `azure` asks it of Azure.
"""

from adfc.publish.runs.follow import Look, follow, look
from adfc.publish.runs.model import Activity, Run
from adfc.publish.runs.parameters import Parameters, WrongParameterError
from adfc.publish.runs.recent import RETENTION, Window, recent
from adfc.publish.runs.start import Start, recovered, start

__all__ = [
    "RETENTION",
    "Activity",
    "Look",
    "Parameters",
    "Run",
    "Start",
    "Window",
    "WrongParameterError",
    "follow",
    "look",
    "recent",
    "recovered",
    "start",
]
