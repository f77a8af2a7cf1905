"""The pages of 自评表样: forms and what is done with them, and the studio in which a draft is edited."""
