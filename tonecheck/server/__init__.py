"""`tonecheck serve`: the pre-send hook over HTTP. Needs the extra `server`; started by `run.serve`."""
