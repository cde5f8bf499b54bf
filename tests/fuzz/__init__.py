"""What comes from outside, at random: no public method raises anything but the library's own errors."""
