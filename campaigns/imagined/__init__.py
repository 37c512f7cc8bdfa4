"""The rows of a vendor as the simulator takes them: gathered once, frozen, nothing written."""
