"""What makes the shipped weights; needs the extra ``train``."""
