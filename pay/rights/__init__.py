"""What the law of a place gives a candidate: which duties are in force, whom they cover, what may be asked."""
