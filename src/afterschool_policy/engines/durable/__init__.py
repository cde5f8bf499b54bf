"""The durable engine: durable_rules' Rete network decides the tests and conditions of a question by itself."""
