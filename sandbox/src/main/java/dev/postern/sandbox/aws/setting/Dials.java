package dev.postern.sandbox.aws.setting;

/** What can be turned about a world while it runs. Safe for use by several threads. */
public final class Dials {

    private volatile Delays delays;
    private volatile Quotas quotas;

    public Dials(Delays delays, Quotas quotas) {
        this.delays = delays;
        this.quotas = quotas;
    }

    /** Those of transitions that are planned from now on. */
    public Delays delays() {
        return delays;
    }

    public void delays(Delays wanted) {
        delays = wanted;
    }

    public Quotas quotas() {
        return quotas;
    }

    public void quotas(Quotas wanted) {
        quotas = wanted;
    }
}
