// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.scenario.Syntax;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as scenarios spell them. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        Duration duration = Syntax.duration(text);
        if (duration == null || duration.isZero()) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 90m or 1h30m");
        }
        return duration;
    }
}
