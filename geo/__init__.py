"""The pure core: frames in, frames out. No files, no network, no clock, no global state."""
