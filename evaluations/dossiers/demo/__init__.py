"""The demo: invented units and people, a year's work, and the filing of 源城区 (seed 000) in every state."""
