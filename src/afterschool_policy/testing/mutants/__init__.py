"""Small faults put into the rules of a policy one by one, to see whether a case notices each."""
