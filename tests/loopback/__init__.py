"""Azure on this machine, as far as adfc talks to it: Resource Manager with data factories, and who signs in.

A real server over https, so that Microsoft's own libraries talk to it as they stand. What it says comes from recorded
traffic of the service (the session records of Azure PowerShell and of the datafactory extension of Azure CLI) and from
answers quoted in public issues; where neither shows an answer, the place says so.
"""

from tests.loopback.allowance import Allowance
from tests.loopback.azure import Azure
from tests.loopback.course import Outcome
from tests.loopback.faults import Fault
from tests.loopback.messages import NOTHING, Answer, Request
from tests.loopback.server import Loopback

__all__ = ["NOTHING", "Allowance", "Answer", "Azure", "Fault", "Loopback", "Outcome", "Request"]
