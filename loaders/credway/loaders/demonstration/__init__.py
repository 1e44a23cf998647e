"""The demonstration registry: real statements from published reports, carried as tables of facts."""
