package dev.postern.sandbox.aws.fault;

/**
 * How many of the matching calls, and which of them.
 *
 * @param skip how many matching calls go through first
 * @param every of those after that, every how many-th is struck; 1 for each
 * @param share of those, the share that is struck, drawn at random; 1 for all
 * @param seed of the random numbers, so that the same calls in the same order have the same fate
 * @param times how many are struck at most
 */
public record Turns(int skip, int every, double share, long seed, int times) {

    /** Every call until the fault is removed. */
    public static final Turns ALWAYS = new Turns(0, 1, 1, 0, Integer.MAX_VALUE);

    public Turns {
        if (skip < 0) {
            throw new IllegalArgumentException("skip must not be negative, but is " + skip);
        }
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1, but is " + every);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, but is " + share);
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, but is " + times);
        }
    }

    Turns skipping(int calls) {
        return new Turns(calls, every, share, seed, times);
    }

    Turns every(int calls) {
        return new Turns(skip, calls, share, seed, times);
    }

    Turns share(double struck, long newSeed) {
        return new Turns(skip, every, struck, newSeed, times);
    }

    Turns times(int calls) {
        return new Turns(skip, every, share, seed, calls);
    }
}
