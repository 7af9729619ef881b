"""Steps of recognition and who climbs them."""
