package dev.postern.connections;

/** What somebody wants changed of a connection, whatever its kind is. */
interface ConnectionEdit {

    /**
     * The new intent; refuses what cannot be accepted.
     *
     * @param present the intent as it is
     */
    <T> T apply(T present, Class<T> type);
}
