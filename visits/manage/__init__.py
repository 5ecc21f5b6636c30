"""What is done to meetings at the desk: each part of a meeting has its pages in a package of its own."""
