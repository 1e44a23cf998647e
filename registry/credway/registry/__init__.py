"""Keep, check and answer questions about credential documents."""
