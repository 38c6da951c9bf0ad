"""What is said about a rulebook, in Chinese: by the English wording."""

CHINESE: dict[str, str] = {}
