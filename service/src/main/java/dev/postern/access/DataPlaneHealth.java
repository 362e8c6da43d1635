package dev.postern.access;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether data planes can read here: also without the database, as long as the grace lasts. */
@Component("dataPlaneHealthIndicator")
class DataPlaneHealth implements HealthIndicator {

    private final Grace grace;

    DataPlaneHealth(Grace grace) {
        this.grace = grace;
    }

    @Override
    public Health health() {
        return (grace.isOver() ? Health.down() : Health.up()).build();
    }
}
