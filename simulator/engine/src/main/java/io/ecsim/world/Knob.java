// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a member of the {@link World} means and which rule of BEHAVIOURS.md it belongs to: the docs table is made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Knob {
    String rule();

    String text();
}
