"""How a job can end otherwise than by publishing."""


class JobError(Exception):
    """The job cannot be done, and trying again would not help. The text is written for the user."""


class LostJobError(Exception):
    """Another worker holds the job by now: this one must not publish."""
