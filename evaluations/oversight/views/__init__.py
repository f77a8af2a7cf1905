"""Pages of whoever looks after many units: departments and finance."""
