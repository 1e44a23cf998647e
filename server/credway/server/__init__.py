"""The HTTP application and the servers it runs beside."""
