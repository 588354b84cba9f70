"""From decisions to the model: review, export, training, and the ways back."""
