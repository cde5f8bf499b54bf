"""The version of the library, as a record names it."""

VERSION = "0.1.0"
