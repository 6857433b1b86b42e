"""The sharded search: an index in small scripts, for sites with too many talks for one."""
