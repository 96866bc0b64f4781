package mxping.pages;

/** A line of a list of facts: what it is about, and what is known. */
record Fact(String term, String text) {}
