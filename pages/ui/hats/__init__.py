"""What the page of hats and shares is made of."""
