"""The examination of given files: each is opened in a process apart, with little memory and little time.

What comes out is a copy of our own making: an upright JPEG without metadata, a PDF written anew by qpdf. So nothing
that hides before, after or between the parts of a file (polyglots, EXIF, trailing archives) reaches anybody.

The process apart knows nothing of Django: this package stands beside the room's layers and uses its rules alone.
"""
