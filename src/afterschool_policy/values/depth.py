"""How much of a decision a reader is told; each tells what the one before it tells, and more."""

from __future__ import annotations

from typing import Literal

Depth = Literal["answer", "reasons", "whole"]
"""The answer and what is to be done; its reasons too; everything that a decision holds."""
