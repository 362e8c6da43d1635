package dev.postern.badinput;

import tools.jackson.databind.JsonNode;

/**
 * A request body with one thing wrong.
 *
 * @param pointer the field that was changed
 * @param what how it was changed
 * @param mustBeRefused whether no reading of the document makes this acceptable; the others may be accepted, but must
 *     not break anything
 */
record Mutation(String pointer, String what, JsonNode body, boolean mustBeRefused) {

    @Override
    public String toString() {
        return pointer + " " + what;
    }
}
