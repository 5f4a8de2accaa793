// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named random streams, split from one seed. A stream depends on the seed and its name only, so a new source of
 * randomness shifts no other, and two runs that differ in a policy share their luck (common random numbers).
 */
public final class RandomStreams {
    private final long seed;
    private final Map<String, RandomStream> streams = new LinkedHashMap<>();

    /** @param seed any value; equal seeds give equal streams */
    public RandomStreams(long seed) {
        this.seed = seed;
    }

    /** The one stream of a name such as {@code image-pull/web}: whoever asks again goes on where it was left. */
    public RandomStream stream(String name) {
        return streams.computeIfAbsent(name, n -> new RandomStream(RandomStream.mix(RandomStream.mix(seed) ^ hash(n))));
    }

    /** FNV-1a with 64 bits over UTF-8 (Fowler, Noll and Vo; RFC 9923): fixed for ever, unlike a library's hash. */
    static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Whether any number was asked for: if not, all that came of these streams is the same under every seed. */
    public boolean isAnyDrawn() {
        return streams.values().stream().anyMatch(RandomStream::isDrawn);
    }
}
