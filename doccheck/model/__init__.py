"""The nouns: frozen, slotted values shared by all stages. Standard library only."""
