"""What is known of ADF's own types: the generated model, its descriptions, dated limits and naming rules."""
