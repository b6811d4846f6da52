package org.livechat.admin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.livechat.api.ChannelSet;
import org.livechat.api.Credential;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredRecording;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/**
 * What users find of recordings and hear: those of the channels that their tokens name. Of others they cannot tell whether there are any, so
 * pages go on behind an id, where the numbers of rows would count what is said elsewhere. That one was heard is in the log and the trace.
 */
record Replay(Store store, Optional<Recorder> recorder, TraceSink trace, ReplayNotes notes) {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final List<String> FILTERS =
            List.of("channel", "user", "indicator", "from", "to", "before", "limit");

    /** A page of them, the latest first. */
    JsonReply list(Request request, Credential user) {
        ChannelSet channels = user.channels().replay();
        var query = QueryKeys.of(request, FILTERS);
        OptionalLong before = query.text("before")
                .map(id -> OptionalLong.of(row(id, channels)
                        .orElseThrow(() -> AdminBody.wrong("before has to be what a page said is before it"))
                        .number()))
                .orElse(OptionalLong.empty());
        Page<RecordingRow> page = store.recordings(new RecordingQuery(
                query.text("channel"),
                query.text("user"),
                query.indicator(),
                query.number("from", Long.MAX_VALUE),
                query.number("to", Long.MAX_VALUE),
                channels,
                true,
                new PageRequest(before, query.limit())));
        return JsonReply.ok(JsonText.object(json -> {
            json.writeName("recordings");
            JsonText.writeArray(json, page.entries(), (object, row) -> write(object, row.recording()));
            JsonText.writeOptional(
                    json,
                    "before",
                    page.before().isPresent()
                            ? Optional.of(page.entries().getLast().recording().id())
                            : Optional.empty());
            json.writeBooleanProperty("complete", page.complete());
        }));
    }

    /** What users and operators are told of one. */
    static void write(JsonGenerator json, StoredRecording recording) {
        json.writeStringProperty("id", recording.id());
        json.writeStringProperty("channel_id", recording.channelId());
        json.writeStringProperty("user_id", recording.userId());
        json.writeStringProperty("indicator", recording.indicator().wireName());
        json.writeNumberProperty("started_at", recording.startedAtMillis());
        json.writeNumberProperty("length_ms", recording.lengthMillis());
        json.writeNumberProperty("bytes", recording.bytes());
    }

    private Optional<RecordingRow> row(String id, ChannelSet channels) {
        return store.recording(id)
                .filter(row -> channels.contains(row.recording().channelId()));
    }

    /**
     * One of them, which its user is about to hear.
     *
     * @param isHeard false where only its headers are asked for
     * @throws AdminCall.Refused when there is none of this id for that user
     */
    RangedFile file(String id, Credential user, boolean isHeard) {
        Optional<StoredRecording> recording = row(id, user.channels().replay()).map(RecordingRow::recording);
        RangedFile file = recording
                .flatMap(_ -> recorder.flatMap(there -> there.file(id)))
                .map(path -> new RangedFile(path, "audio/ogg"))
                .orElseThrow(() -> new AdminCall.Refused(
                        HttpStatus.NOT_FOUND_404, "there is no recording of this id, or its file is no more"));
        recording.filter(_ -> isHeard && notes.isNew(user.userId(), id)).ifPresent(heard -> note(heard, user.userId()));
        return file;
    }

    private void note(StoredRecording recording, String by) {
        LOG.info(
                "User {} has fetched the recording {} of {} in {}",
                by,
                recording.id(),
                recording.userId(),
                recording.channelId());
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(
                    System.currentTimeMillis(),
                    Optional.of(recording.channelId()),
                    Optional.of(recording.userId()),
                    "RECORDING_HEARD",
                    recording.id() + ", by the user " + by));
        }
    }
}
