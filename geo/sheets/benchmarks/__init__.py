"""World-class clusters elsewhere, with the yardsticks they give."""
