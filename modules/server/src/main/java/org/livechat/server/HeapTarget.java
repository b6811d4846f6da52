package org.livechat.server;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Keeps the soft limit of ZGC's heap (-XX:SoftMaxHeapSize) above what lives by as much as the server was started with, else by 256
 * MiB where the heap may have more. Garbage is then collected soon when there are few sessions, and with many of them the
 * collector does not run all the time, because the sessions alone are more than the limit. Does nothing under other
 * collectors.
 *
 * <p>An option of the command line could not say that: a JVM does not start where it is more than the heap may have.
 */
final class HeapTarget {
    private static final String OPTION = "SoftMaxHeapSize";
    private static final String WHOLE_HEAP = "ZGC Major Cycles";
    private static final String LONG_LIVED = "ZGC Old Generation";
    private static final long ROOM = 256L << 20;

    /** Where the limit comes from when nobody has given one; ZGC takes nine tenths of the heap then. */
    private static final Set<VMOption.Origin> OF_JVM = Set.of(VMOption.Origin.DEFAULT, VMOption.Origin.ERGONOMIC);

    /** Smaller changes than one in so many are not worth one. */
    private static final int SHARE = 16;

    private final HotSpotDiagnosticMXBean options;
    private final long room;
    private final long most;

    private HeapTarget(HotSpotDiagnosticMXBean options, long room, long most) {
        this.options = options;
        this.room = room;
        this.most = most;
    }

    /** Begins to follow this process's collections, on a thread of the JVM. */
    static void follow() {
        var options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        VMOption limit = options.getVMOption(OPTION);
        long room = OF_JVM.contains(limit.getOrigin()) ? ROOM : Long.parseLong(limit.getValue());
        long most = Runtime.getRuntime().maxMemory();
        if (room <= 0 || room >= most) {
            return;
        }
        options.setVMOption(OPTION, Long.toString(room));
        var target = new HeapTarget(options, room, most);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector.getName().equals(WHOLE_HEAP) && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, handback) -> target.collected(notification), null, null);
            }
        }
    }

    private void collected(Notification notification) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
                || !(notification.getUserData() instanceof CompositeData data)) {
            return;
        }
        Map<String, MemoryUsage> after =
                GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
        MemoryUsage longLived = after.get(LONG_LIVED);
        if (longLived == null) {
            return;
        }
        long present = Long.parseLong(options.getVMOption(OPTION).getValue());
        long wanted = wanted(room, longLived.getUsed(), most);
        if (Math.abs(wanted - present) > present / SHARE) {
            options.setVMOption(OPTION, Long.toString(wanted));
        }
    }

    /**
     * The soft limit for what lives.
     *
     * @param room bytes between what lives and the limit
     * @param lives bytes
     * @param most the heap's hard limit, bytes
     */
    static long wanted(long room, long lives, long most) {
        return Math.min(most, room + lives);
    }
}
