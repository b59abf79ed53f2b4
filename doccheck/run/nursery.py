"""What a nursery of children runs as it starts (vườn ươm): everything is loaded there once."""

from doccheck.run.warm import warm

warm()
