package org.livechat.media;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.livechat.api.media.MediaKind;

/** Notices when bursts start and go quiet and when tracks come and go. Runs on the worker's thread. */
final class BurstWatch implements RtpRelay.Listener {
    /** A track without packets for this long gives its slot to one that has some. */
    private static final long TRACK_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** How often a conference is asked who is loudest. */
    private static final long LISTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Worker worker;
    private final MediaEvents events;
    private final Reports reports;
    private final Consumer<ChannelRelay> tracksChanged;
    private final Consumer<ChannelRelay> levelsChanged;
    private final Set<ChannelRelay> listening = new HashSet<>();

    /**
     * @param tracksChanged told of channels in which a track came or went
     * @param levelsChanged told, while somebody may be heard in a conference, that it is time to see who is loudest
     */
    BurstWatch(
            Worker worker,
            MediaSender sender,
            MediaEvents events,
            Consumer<ChannelRelay> tracksChanged,
            Consumer<ChannelRelay> levelsChanged) {
        this.worker = worker;
        this.tracksChanged = tracksChanged;
        this.levelsChanged = levelsChanged;
        this.events = events;
        this.reports = new Reports(sender);
    }

    @Override
    public void burstStarted(Endpoint from, long burst) {
        RelayPicture picture = from.relay().picture();
        if (picture.reportsBursts()) {
            events.raise(listener -> listener.burstStarted(from.id()));
            watchBurst(from, burst, picture.quietAfterNanos());
        }
    }

    @Override
    public void trackLive(Track track) {
        track.setLive(true);
        tracksChanged.accept(track.owner().relay());
        watchTrack(track, TRACK_PAUSE_NANOS);
        ChannelRelay relay = track.owner().relay();
        if (track.kind() == MediaKind.AUDIO && !relay.picture().reportsBursts() && listening.add(relay)) {
            listen(relay);
        }
    }

    @Override
    public void reportsDue(Endpoint endpoint) {
        endpoint.scheduleReports(true);
        worker.after(Reports.INTERVAL_NANOS, () -> {
            endpoint.scheduleReports(false);
            if (!endpoint.isClosed() && reports.send(endpoint, worker.nowNanos())) {
                reportsDue(endpoint);
            }
        });
    }

    private void watchBurst(Endpoint from, long burst, long nanos) {
        worker.after(nanos, () -> {
            RelayPicture picture = from.relay().picture();
            if (from.isClosed() || from.burst() != burst || picture.burstOf(from) != burst) {
                return;
            }
            long left = from.lastMediaNanos() + picture.quietAfterNanos() - worker.nowNanos();
            if (left > 0) {
                watchBurst(from, burst, left);
            } else {
                from.burstEnded();
                events.raise(listener -> listener.burstQuiet(from.id()));
            }
        });
    }

    private void listen(ChannelRelay relay) {
        worker.after(LISTEN_NANOS, () -> {
            if (relay.picture().isSilent()) {
                listening.remove(relay);
            } else {
                levelsChanged.accept(relay);
                listen(relay);
            }
        });
    }

    private void watchTrack(Track track, long nanos) {
        worker.after(nanos, () -> {
            long left = track.lastPacketNanos() + TRACK_PAUSE_NANOS - worker.nowNanos();
            if (track.owner().isClosed()) {
                return;
            }
            if (left > 0) {
                watchTrack(track, left);
            } else {
                track.setLive(false);
                tracksChanged.accept(track.owner().relay());
            }
        });
    }
}
