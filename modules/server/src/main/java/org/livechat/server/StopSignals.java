package org.livechat.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The signals that ask the server to stop. The first one asks it to drain, the second one to stop draining, and one more
 * ends the process as it stands. (A shutdown hook would see the first only.)
 */
final class StopSignals {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CountDownLatch second = new CountDownLatch(1);

    private StopSignals() {}

    static StopSignals listen() {
        var signals = new StopSignals();
        try {
            signals.register();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java runtime does not let a program listen to signals", e);
        }
        return signals;
    }

    // By reflection: the compiler warns of sun.misc, and no annotation makes it stop.
    private void register() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        MethodHandle run =
                MethodHandles.publicLookup().findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
        for (String name : NAMES) {
            Runnable whenItArrives = () -> arrived("SIG" + name);
            Object ours = MethodHandleProxies.asInterfaceInstance(
                    handler, MethodHandles.dropArguments(run.bindTo(whenItArrives), 0, signal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        }
    }

    private void arrived(String name) {
        switch (count.incrementAndGet()) {
            case 1 -> first.complete(name);
            case 2 -> second.countDown();
            default -> Runtime.getRuntime().halt(0);
        }
    }

    /** Waits for the first signal, and says which it is. */
    String awaitFirst() throws InterruptedException {
        try {
            return first.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a signal never fails", e);
        }
    }

    /** Waits for the second signal, and says whether it has come. */
    boolean awaitSecond(Duration limit) throws InterruptedException {
        return second.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
