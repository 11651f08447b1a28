"""All that leans on MkDocs' and Material's insides; nothing else does."""
