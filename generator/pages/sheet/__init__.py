"""The sheets: a portrait, or a Territoire d'industrie, on one side of A4, to hand out."""
