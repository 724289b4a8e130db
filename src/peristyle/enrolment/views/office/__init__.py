"""The pages of the registrar's officers, under /gestion/scolarite/."""
