// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What one of something costs in USD, exact, and since when that is known from where.
 *
 * @param per what is counted, such as {@code hour}
 */
public record Price(BigDecimal usd, String per, String source) {
    public static final String HOUR = "hour";

    /** The same thing with a discount or a surcharge. */
    public Price times(BigDecimal factor, String why) {
        return new Price(usd.multiply(factor, MathContext.DECIMAL128), per, source + "; " + why);
    }
}
