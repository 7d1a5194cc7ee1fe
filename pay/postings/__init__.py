"""A job posting's words and data → the pay range that the employer states. Pure: text in, values out."""
