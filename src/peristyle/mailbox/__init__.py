"""The university mailbox. For now: where its mails are redirected, and whether a copy is kept."""
