"""One file per kind of block, or per small family of kinds."""
