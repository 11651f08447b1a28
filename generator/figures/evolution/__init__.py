"""The evolution figure: what rose or fell most since the edition before."""
