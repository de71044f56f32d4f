"""Safety checks as officers see them: who needs help first, who has not been heard from."""
