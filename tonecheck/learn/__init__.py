"""Training: the reader, and what chooses replies. All of it needs the extra `learn`, but for labelled drafts."""
