"""Commands that tell of tieout itself: its checks, settings and schemas, what is installed, what a shell completes."""
