"""Postsecondary credit: what awards give, and what is asked of them."""
