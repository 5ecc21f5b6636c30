"""Makes a believable network to try the portal on: nobody in it is real, and it is written in bulk."""
