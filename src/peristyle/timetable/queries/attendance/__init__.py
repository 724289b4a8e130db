"""Reading rolls: whom a session awaits, who signed, what a code opens."""
