"""The desktop: the Qt client of the core. It asks and shows; what happens is the core's."""
