package org.livechat.rtc.srtp;

import java.lang.reflect.Method;

/** Counts what this thread allocates. By reflection, since the module under test has no need to read jdk.management. */
public final class AllocationMeter {
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
}
