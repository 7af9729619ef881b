"""What whoever runs the service sees of it: health, logs, figures, state; and what guards it."""
