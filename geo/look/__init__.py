"""What everything is drawn with: colours, type, flat drawings, SVG, the width of letters."""
