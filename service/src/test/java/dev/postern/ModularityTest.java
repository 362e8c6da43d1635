package dev.postern;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    @Test
    void everyArrowBetweenRoomsIsDeclaredAndNoneRunsInACircle() {
        ApplicationModules.of(Postern.class).verify();
    }
}
