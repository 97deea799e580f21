"""What runs in the child process that reads workbooks. Nothing in here imports Django: the child starts in a moment."""
