// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.util.concurrent.CountDownLatch;

/** The user's wish to stop. What was simulated so far is written before the program goes. */
final class Interrupt {
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    /**
     * Listens for SIGINT and SIGTERM. The virtual machine ends with 128 plus the signal's number once its shutdown
     * hooks are through, so the hook waits until the main thread has written everything.
     */
    static Interrupt onSignal() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::stopAndWait, "interrupt"));
        return interrupt;
    }

    void request() {
        requested = true;
    }

    boolean isRequested() {
        return requested;
    }

    /** The main thread has nothing left to write. */
    void finished() {
        finished.countDown();
    }

    private void stopAndWait() {
        request();
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
