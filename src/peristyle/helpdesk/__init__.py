"""The helpdesk: somebody asks for help, with or without an account; an agent answers; the author follows and closes.

A *request* has a number to say on the phone and a secret address to follow it by; its *thread* is made of what the
author wrote, what was answered, and notes between agents. It checks nobody's identity: accounts does.
"""
