"""What is asked about replies."""
