// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.File;
import java.io.IOException;
import java.util.zip.ZipFile;

/** The jars of the class path. */
final class PluginJars {
    private PluginJars() {}

    /**
     * The virtual machine passes over a jar that it cannot open, and so over all that is plugged in there.
     *
     * @throws InputException for the first that cannot be opened
     */
    static void check(String classPath) {
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && new File(entry).isFile()) {
                try {
                    new ZipFile(entry).close();
                } catch (IOException e) {
                    throw new InputException(entry + " is no jar that can be read: " + e.getMessage());
                }
            }
        }
    }
}
