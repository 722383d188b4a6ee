"""Gold in the formats of annotation tools: one module each, with ``write`` and (but for PubTator) ``read``."""
