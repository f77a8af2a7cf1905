"""修改对照: what differs between two states of one filing, in the layout of the paper. Pure."""
