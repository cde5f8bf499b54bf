"""From files to authored models: strict YAML with positions, then shapes; expressions stay text here."""
