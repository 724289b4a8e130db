"""The pages of the helpdesk: for everybody, for authors signed in, for agents."""
