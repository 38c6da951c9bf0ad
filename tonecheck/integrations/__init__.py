"""tonecheck inside other people's programs: answering bots, assistants. Each module needs the extra that it names."""
