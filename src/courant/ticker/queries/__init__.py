"""What is asked of the ticker."""
