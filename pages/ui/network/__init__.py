"""What the page of the network is made of."""
