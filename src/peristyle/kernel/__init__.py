"""The ground every room stands on: clock, events, tasks, outgoing mail, permissions, services, institution.

It knows no word of the product: nothing here says "student" or "enrolment".
It owns no table but those of the task queue.
"""
