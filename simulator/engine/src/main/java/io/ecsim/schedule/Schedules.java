// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads schedule expressions. */
public final class Schedules {
    private static final Pattern FORM = Pattern.compile("(at|rate|cron)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}) +(minute|hour|day)(s?)");

    private Schedules() {}

    /**
     * @param zone for at and cron
     * @throws IllegalArgumentException with what is wrong, also if it could never happen
     */
    public static Schedule parse(String text, ZoneId zone, Dialect dialect) {
        if (dialect == Dialect.EC2_AUTO_SCALING) {
            return Cron.parseCrontab(text, zone);
        }
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "must be at(yyyy-mm-ddThh:mm:ss), rate(value unit) or cron(minutes hours day-of-month month"
                            + " day-of-week year), not " + text);
        }
        String inside = form.group(2).trim();
        if (dialect.isStrict() && form.group(1).equals("at")) {
            throw new IllegalArgumentException(text + " is for a schedule; a rule has rate or cron");
        }
        return switch (form.group(1)) {
            case "at" -> at(inside, zone);
            case "rate" -> rate(inside, dialect);
            default -> Cron.parse(inside, zone, dialect);
        };
    }

    private static Schedule at(String text, ZoneId zone) {
        try {
            return new At(firstValid(LocalDateTime.parse(text), zone));
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("at(" + text + ") has no time such as 2026-03-02T09:30:00", wrong);
        }
    }

    private static Schedule rate(String text, Dialect dialect) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            throw new IllegalArgumentException("rate(" + text + ") is not a number and minutes, hours or days");
        }
        long value = Long.parseLong(rate.group(1));
        if (value == 0) {
            throw new IllegalArgumentException("rate(" + text + ") must be at least 1");
        }
        if (dialect.isStrict() && (value == 1) != rate.group(3).isEmpty()) {
            throw new IllegalArgumentException("rate(" + text + ") must be spelled rate(" + value + " " + rate.group(2)
                    + (value == 1 ? "" : "s") + ")");
        }
        return new Rate(
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(value);
                    case "hour" -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                },
                dialect.rateBeginsAtOnce());
    }

    /** A local time as a moment: of one that comes twice the first, of one that is left out the end of the gap. */
    static Instant firstValid(LocalDateTime local, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        if (rules.getValidOffsets(local).isEmpty()) {
            return rules.getTransition(local).getInstant();
        }
        return local.toInstant(rules.getValidOffsets(local).get(0));
    }

    /** Whether a change of the clock leaves a local time out. */
    static boolean isLeftOut(LocalDateTime local, ZoneId zone) {
        return zone.getRules().getValidOffsets(local).isEmpty();
    }
}
