"""The demo: invented people, the filing of 源城区 (seed 000) in every state, some on other places' forms."""
