"""The design system: layouts, components, icons, tokens, and the gallery that shows them all.

Rooms compose pages from these macros; no page holds a raw button, input, table or colour of its own.
"""
