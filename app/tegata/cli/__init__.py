"""The same verbs for a terminal, on plain asyncio."""
