"""Where Celery looks for the doors of this app: each package has its own."""

import campaigns.broadcasts.tasks
import campaigns.caps.tasks
import campaigns.emergencies.tasks
import campaigns.experiments.tasks
import campaigns.reflows.tasks
import campaigns.timelines.tasks  # noqa: F401  # loading them is all
