"""What all pages share: state, navigation, frame, filters, map, cards."""
