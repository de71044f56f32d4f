"""``python -m bench``: make a city, measure its build."""

from bench.cli import bench

bench()
