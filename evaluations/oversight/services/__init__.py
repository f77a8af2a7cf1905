"""Writes of 主管部门: marks, 汇总报送 and its table."""
