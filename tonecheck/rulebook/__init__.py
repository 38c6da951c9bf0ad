"""From YAML to compiled rules: what the rulebook says, kept apart from what is run."""
