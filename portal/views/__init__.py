"""The portal's own pages, which span the apps."""
