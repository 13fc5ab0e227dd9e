"""What Python adds to the engine's areas: a module for each, loaded when it is used."""
