"""What is asked about rooms."""
