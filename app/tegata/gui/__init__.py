"""What the user sees and touches, and the loop that is Qt's and asyncio's in one."""
