package dev.postern.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * How long two ways took, in milliseconds. Measured in turn, and first one, then the other one first, so that whatever
 * else the machine does hits both alike.
 */
public record Comparison(Sample first, Sample second) {

    /** Something to be timed; throws if it did not do what it is timed for. */
    public interface Work {
        void run() throws Exception;
    }

    /** @param warmUps rounds that are not counted */
    public static Comparison of(int warmUps, int rounds, Work first, Work second) throws Exception {
        List<Double> ofFirst = new ArrayList<>();
        List<Double> ofSecond = new ArrayList<>();
        for (int round = -warmUps; round < rounds; round++) {
            boolean inOrder = round % 2 == 0;
            double before = millis(inOrder ? first : second);
            double after = millis(inOrder ? second : first);
            if (round >= 0) {
                ofFirst.add(inOrder ? before : after);
                ofSecond.add(inOrder ? after : before);
            }
        }
        return new Comparison(new Sample(ofFirst), new Sample(ofSecond));
    }

    /** How long {@code work} takes. */
    public static double millis(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    /** How many times as long the second one took as the first one. */
    public Sample ratio() {
        return second.per(first);
    }
}
