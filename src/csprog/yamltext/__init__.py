"""A YAML text with addresses: what does it say, where is this value, put this there. The only room that knows YAML."""
