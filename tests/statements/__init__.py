"""Tests of who said what."""
