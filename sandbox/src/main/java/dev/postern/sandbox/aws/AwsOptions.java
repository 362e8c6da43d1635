package dev.postern.sandbox.aws;

import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.TimeMode;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about a world.
 *
 * @param directory where it is kept, null if it is not to outlive the process
 */
public record AwsOptions(
        Setting setting,
        TimeMode time,
        Delays delays,
        Quotas quotas,
        Clock clock,
        @Nullable Path directory) {

    /** The standard setting in which things happen by themselves, and which is not kept. */
    public static AwsOptions standard() {
        return new AwsOptions(
                Setting.standard(), TimeMode.AUTO, Delays.brief(), Quotas.initial(), Clock.systemUTC(), null);
    }

    public AwsOptions withTime(TimeMode wanted) {
        return new AwsOptions(setting, wanted, delays, quotas, clock, directory);
    }

    public AwsOptions withDelays(Delays wanted) {
        return new AwsOptions(setting, time, wanted, quotas, clock, directory);
    }

    public AwsOptions withQuotas(Quotas wanted) {
        return new AwsOptions(setting, time, delays, wanted, clock, directory);
    }

    public AwsOptions withClock(Clock wanted) {
        return new AwsOptions(setting, time, delays, quotas, wanted, directory);
    }

    public AwsOptions withDirectory(Path wanted) {
        return new AwsOptions(setting, time, delays, quotas, clock, wanted);
    }
}
