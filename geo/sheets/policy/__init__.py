"""What the policies promise."""
