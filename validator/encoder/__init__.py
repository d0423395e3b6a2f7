"""A release and a mapping in, a report out, with the place each figure came from."""
