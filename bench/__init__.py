"""`make bench`: how fast the portal is, as shares of a bare server in the same run, beside the targets.

A developer's tool: the portal knows nothing of it. docs/speed.md says how to read what it prints.
"""
