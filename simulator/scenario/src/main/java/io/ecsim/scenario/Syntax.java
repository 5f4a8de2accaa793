// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.workload.ByteRate;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values with units are written. The readers give null for what they do not understand. */
public final class Syntax {
    static final String DURATION_PATTERN = "(\\d+(\\.\\d+)?(ns|us|ms|s|m|h|d))+";
    static final String SIZE_PATTERN = "\\d+(\\.\\d+)?(B|KiB|MiB|GiB|TiB)";
    static final String RATE_PATTERN = "\\d+(\\.\\d+)?/(s|m|h|d)";
    static final String SHARE_PATTERN = "\\d+(\\.\\d+)?%";

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h|d)");
    private static final Pattern DURATION = Pattern.compile(DURATION_PATTERN);
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(B|KiB|MiB|GiB|TiB)");
    private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)/(s|m|h|d)");
    private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)%");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /** Simulated time is a long of nanoseconds; this stays well inside. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Map<String, Long> NANOS = new LinkedHashMap<>();
    private static final Map<String, Long> BYTES = new LinkedHashMap<>();

    static {
        NANOS.put("d", 86_400_000_000_000L);
        NANOS.put("h", 3_600_000_000_000L);
        NANOS.put("m", 60_000_000_000L);
        NANOS.put("s", 1_000_000_000L);
        NANOS.put("ms", 1_000_000L);
        NANOS.put("us", 1_000L);
        NANOS.put("ns", 1L);
        BYTES.put("TiB", 1L << 40);
        BYTES.put("GiB", 1L << 30);
        BYTES.put("MiB", 1L << 20);
        BYTES.put("KiB", 1L << 10);
        BYTES.put("B", 1L);
    }

    private Syntax() {}

    /** {@code 250ms}, {@code 1h30m}, {@code PT90S}, {@code 0}. Never negative. */
    public static Duration duration(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Duration value = text.startsWith("P") ? isoDuration(text) : unitDuration(text);
        return value == null || value.isNegative() ? null : inReach(value);
    }

    /** Null for what nanoseconds in a long might not hold. */
    static Duration inReach(Duration value) {
        return value.abs().compareTo(LONGEST) > 0 ? null : value;
    }

    private static Duration isoDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException notOne) {
            return null;
        }
    }

    private static Duration unitDuration(String text) {
        if (text.length() > 100 || !DURATION.matcher(text).matches()) {
            return null;
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
        }
        BigInteger whole = nanos.toBigInteger();
        return whole.bitLength() > 62 ? null : Duration.ofNanos(whole.longValue());
    }

    /** The shortest way to write a duration, {@code 1h30m}; exact. */
    static String duration(Duration value) {
        long rest = value.toNanos();
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Long> unit : NANOS.entrySet()) {
            long count = rest / unit.getValue();
            if (count > 0) {
                out.append(count).append(unit.getKey());
                rest -= count * unit.getValue();
            }
        }
        return out.isEmpty() ? "0s" : out.toString();
    }

    static Bytes size(String text) {
        Matcher size = SIZE.matcher(text);
        if (text.equals("0")) {
            return new Bytes(0);
        }
        if (text.length() > 100 || !size.matches()) {
            return null;
        }
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(BYTES.get(size.group(2))));
        BigInteger whole = bytes.toBigInteger();
        return whole.bitLength() > 62 ? null : new Bytes(whole.longValue());
    }

    static String size(Bytes value) {
        for (Map.Entry<String, Long> unit : BYTES.entrySet()) {
            if (value.count() > 0 && value.count() % unit.getValue() == 0) {
                return value.count() / unit.getValue() + unit.getKey();
            }
        }
        return "0B";
    }

    /** Per second. */
    static Double rate(String text) {
        Matcher rate = RATE.matcher(text);
        if (text.equals("0")) {
            return 0.0;
        }
        if (text.length() > 100 || !rate.matches()) {
            return null;
        }
        return Double.parseDouble(rate.group(1)) * 1e9 / NANOS.get(rate.group(2));
    }

    /** {@code 2MiB/h}. */
    static ByteRate byteRate(String text) {
        if (text.equals("0")) {
            return ByteRate.ZERO;
        }
        int slash = text.indexOf('/');
        Bytes amount = slash < 0 ? null : size(text.substring(0, slash));
        Double rate = slash < 0 ? null : rate("1" + text.substring(slash));
        return amount == null || rate == null ? null : new ByteRate(amount.count() * rate);
    }

    static String byteRate(ByteRate value) {
        return value.perSecond() == 0 ? "0B/h" : size(new Bytes(Math.round(value.perSecond() * 3600))) + "/h";
    }

    static Share share(String text) {
        Matcher percent = SHARE.matcher(text);
        if (text.length() <= 100 && percent.matches()) {
            return new Share(new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue());
        }
        BigDecimal fraction = number(text);
        boolean none = fraction == null || fraction.signum() < 0 || Double.isInfinite(fraction.doubleValue());
        return none ? null : new Share(fraction.doubleValue());
    }

    /** {@code 5%/30d}, {@code 1%/d}: below 100 %, in more than no time. */
    static ShareOverTime shareOverTime(String text) {
        int slash = text.indexOf('/');
        Share share = slash < 0 ? null : share(text.substring(0, slash));
        String span = slash < 0 ? "" : text.substring(slash + 1);
        Duration time = duration(span.matches("[a-z]+") ? "1" + span : span);
        boolean wrong = share == null || share.fraction() >= 1 || time == null || time.isZero() || time.isNegative();
        return wrong ? null : new ShareOverTime(share, time);
    }

    static String shareOverTime(ShareOverTime value) {
        return number(value.share().fraction()) + "/" + duration(value.time());
    }

    static BigDecimal number(String text) {
        return text.length() <= 100 && NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** Without an exponent and without zeros at the end. */
    static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.signum() == 0 ? "0" : exact.toPlainString();
    }

    public static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            return null;
        }
    }
}
