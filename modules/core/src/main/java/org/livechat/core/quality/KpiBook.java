package org.livechat.core.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.livechat.api.metrics.Histogram;
import org.livechat.api.metrics.HistogramFamily.Series;

/**
 * The figures of channels as histograms. So that nobody can make what is shown grow without bound, only so many channels have some
 * of their own: those that come first keep them until nothing was measured in them for {@link #QUIET}, or until they are deleted.
 * Meanwhile all others are counted as one, {@link #OTHERS}.
 *
 * <p>Has no clock. May be called from any thread; its lock is innermost.
 */
public final class KpiBook {
    /** Whose figures are those of all that have none of their own; no channel can be called so. */
    public static final String OTHERS = "(others)";

    /** A channel that was quiet for so long gives its place to one that is not: 15 min in ns. */
    static final long QUIET = TimeUnit.MINUTES.toNanos(15);

    private static final class Page {
        final Map<Kpi, Histogram> histograms = new EnumMap<>(Kpi.class);
        long lastNanos;

        void record(Kpi kpi, long nanos) {
            histograms
                    .computeIfAbsent(kpi, which -> which.family().histogram())
                    .record((double) nanos / TimeUnit.SECONDS.toNanos(1));
        }
    }

    private final int most;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Page others = new Page();

    /** @param most channels that have histograms of their own */
    public KpiBook(int most) {
        this.most = most;
    }

    /** Counts a measurement. */
    public synchronized void record(String channelId, Kpi kpi, long nanos, long nowNanos) {
        Page page = pages.get(channelId);
        if (page == null) {
            page = newPage(channelId, nowNanos);
        }
        page.lastNanos = nowNanos;
        page.record(kpi, nanos);
    }

    private Page newPage(String channelId, long nowNanos) {
        if (pages.size() >= most) {
            pages.values().removeIf(page -> nowNanos - page.lastNanos > QUIET);
        }
        if (pages.size() >= most) {
            return others;
        }
        var page = new Page();
        pages.put(channelId, page);
        return page;
    }

    /** Takes a channel's figures away, since it is deleted. */
    public synchronized void forget(String channelId) {
        pages.remove(channelId);
    }

    /** What there is to show under one name. */
    public synchronized List<Series> series(Kpi.Family family) {
        List<Series> series = new ArrayList<>();
        pages.forEach((channel, page) -> add(family, channel, page, series));
        add(family, OTHERS, others, series);
        return series;
    }

    private static void add(Kpi.Family family, String channel, Page page, List<Series> series) {
        page.histograms.forEach((kpi, histogram) -> {
            if (kpi.family() == family) {
                series.add(new Series(kpi.labels(channel), histogram));
            }
        });
    }
}
