"""The pages of officers, agents and IT under /gestion/comptes/."""
