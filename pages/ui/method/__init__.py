"""The parts of the method page: what is worked through, the words, the sources, who has not reported."""
