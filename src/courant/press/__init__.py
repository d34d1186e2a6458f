"""The press: the bake engine, from a change to the files readers get."""
