"""What the kit’s figures on speed and memory rest on."""
