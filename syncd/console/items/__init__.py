"""Items as officers see them: who has read, who has answered, who is to be asked again."""
