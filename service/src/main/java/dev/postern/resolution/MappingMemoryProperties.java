package dev.postern.resolution;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code postern.mappings}, as far as memory goes.
 *
 * @param memory so much of it mappings may take, about; those least asked for are forgotten first. 0 to ask the database
 *     each time
 */
@ConfigurationProperties("postern.mappings")
record MappingMemoryProperties(@DefaultValue("128MB") DataSize memory) {

    MappingMemoryProperties {
        if (memory.isNegative()) {
            throw new IllegalArgumentException("postern.mappings.memory must be at least 0, but is " + memory);
        }
    }
}
