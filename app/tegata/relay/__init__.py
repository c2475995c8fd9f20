"""The heart, pure: may we relay now, and if not, why?"""
