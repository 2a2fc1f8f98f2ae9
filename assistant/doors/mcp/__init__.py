"""The papers as tools of the Model Context Protocol, for councils' desktop assistants; started by `scrutineer mcp`.

What a tool gives comes twice: as structured content by a published schema, and as text whose words of papers are
fenced. A model reads both; nothing that it reads here can change anything.
"""
