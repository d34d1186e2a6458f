"""Homes for the tests of this room, made as the project's own tests make them."""

from tests.project import conftest as project

blank_home = project.blank_home
home = project.home
