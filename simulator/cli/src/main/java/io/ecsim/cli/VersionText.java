// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.Version;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"ecsim " + Version.TEXT};
    }
}
