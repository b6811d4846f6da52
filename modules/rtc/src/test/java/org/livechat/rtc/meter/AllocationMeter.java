package org.livechat.rtc.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;

/** Counts what this thread allocates. By reflection, since the module under test has no need to read jdk.management. */
public final class AllocationMeter {
    /** What asking the meter itself costs, and then some; far from a byte a packet. */
    private static final long NOISE_BYTES = 4096;

    private final Object bean;
    private final Method allocated;

    public AllocationMeter() throws ReflectiveOperationException {
        bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
    }

    public long bytes() throws ReflectiveOperationException {
        return (long) allocated.invoke(bean);
    }

    /** Runs the work once to warm up and once more, which must allocate nothing; it is to be of 100000 packets or so. */
    public static void assertAllocatesNothing(Runnable work) throws ReflectiveOperationException {
        var meter = new AllocationMeter();
        work.run();
        long before = meter.bytes();
        work.run();
        assertThat(meter.bytes() - before).as("bytes allocated").isLessThan(NOISE_BYTES);
    }
}
