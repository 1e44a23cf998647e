"""Write `schema.graphql` anew: `python -m credway.graphql`."""

from pathlib import Path

from credway.graphql.schema import build_schema, sdl

if __name__ == "__main__":
    path = Path(__file__).with_name("schema.graphql")
    path.write_text(sdl(build_schema()), encoding="utf-8")
    print(f"wrote {path}")
