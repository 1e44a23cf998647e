"""Turn published tables and files into documents of the registry."""
