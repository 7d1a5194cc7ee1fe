"""The employer's own posting of the job: read, stored by the candidate, held against the offer."""
