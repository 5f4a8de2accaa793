// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.util.concurrent.CountDownLatch;

/** The user's wish to stop. What was simulated so far is written before the program goes; before that, it just goes. */
final class Interrupt {
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile boolean somethingToWrite;

    /**
     * Listens for SIGINT and SIGTERM. The virtual machine ends with 128 plus the signal's number once its shutdown
     * hooks are through, so the hook waits until the main thread has written everything, if there is anything.
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

    /** From now on an interrupt waits for what is simulated to be written. */
    void simulating() {
        somethingToWrite = true;
    }

    /** The main thread has nothing left to write. */
    void finished() {
        finished.countDown();
    }

    private void stopAndWait() {
        request();
        try {
            if (somethingToWrite) {
                finished.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
