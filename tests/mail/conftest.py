from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: nothing here is judged by the time it takes.
settings.register_profile("mail", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mail")
