package dev.postern.events;

import java.util.List;

/**
 * What comes after a position.
 *
 * @param events in the order of commits
 * @param reached where whoever has been told these is
 * @param full whether there is more at once
 * @param soon whether there is more as soon as a transaction that is under way has ended
 */
record EventBatch(List<StoredEvent> events, EventPosition reached, boolean full, boolean soon) {}
