"""The language server: what an editor is told of a policy while it is written, from texts that are not yet saved.

It has no parser of its own. Files are read by the policy's reader, their shape is that of the authored models, words in
expressions are those of the lexer and the tables, faults are those of `check`. `server` alone knows the protocol.
"""
