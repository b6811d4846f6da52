package org.livechat.admin;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.part.PartFailed;
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

/** How operators find recordings, hear them and see whether anybody has changed them. That one was heard is in the log and the trace. */
final class RecordingEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingEndpoints.class);

    private static final String PATH = "/admin/recordings";
    private static final List<String> FILTERS =
            List.of("channel", "user", "indicator", "from", "to", "before", "limit");

    private final Store store;
    private final Optional<Recorder> recorder;
    private final TraceSink trace;

    RecordingEndpoints(Store store, Optional<Recorder> recorder, TraceSink trace) {
        this.store = store;
        this.recorder = recorder;
        this.trace = trace;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                new AdminEndpoint("GET", PATH, this::list),
                new AdminEndpoint("GET", PATH + "/verify", this::verify),
                AdminEndpoint.ofFile(PATH + "/{id}", this::file));
    }

    private JsonReply list(AdminCall call) {
        var query = QueryKeys.of(call.request(), FILTERS);
        Page<RecordingRow> page = store.recordings(new RecordingQuery(
                query.text("channel"),
                query.text("user"),
                query.indicator(),
                query.number("from", Long.MAX_VALUE),
                query.number("to", Long.MAX_VALUE),
                new PageRequest(query.number("before", Long.MAX_VALUE), query.limit())));
        return JsonReply.ok(JsonText.object(json -> {
            json.writeName("recordings");
            JsonText.writeArray(json, page.entries(), RecordingEndpoints::write);
            json.writeName("before");
            page.before().ifPresentOrElse(json::writeNumber, json::writeNull);
            json.writeBooleanProperty("complete", page.complete());
            JsonText.writeOptional(json, "problem", recorder.flatMap(Recorder::problem));
        }));
    }

    private static void write(JsonGenerator json, RecordingRow row) {
        StoredRecording recording = row.recording();
        json.writeNumberProperty("number", row.number());
        Replay.write(json, recording);
        json.writeStringProperty("sha256", recording.sha256());
        JsonText.writeOptional(json, "note", Optional.of(recording.note()).filter(note -> !note.isEmpty()));
        json.writeName("deleted_at");
        row.deletedAtMillis().ifPresentOrElse(json::writeNumber, json::writeNull);
    }

    private JsonReply verify(AdminCall call) {
        var query = QueryKeys.of(call.request(), List.of("after"));
        Recorder.Verdict verdict =
                recorder().verify(query.number("after", Long.MAX_VALUE).orElse(0));
        return JsonReply.ok(JsonText.object(json -> {
            JsonText.writeTexts(json, "problems", verdict.problems());
            json.writeNumberProperty("rows", verdict.rows());
            json.writeNumberProperty("files", verdict.files());
            json.writeNumberProperty("last", verdict.last());
            json.writeStringProperty("head", verdict.head());
        }));
    }

    private RangedFile file(AdminCall call) {
        String id = call.value(0);
        var file = recorder()
                .file(id)
                .orElseThrow(() -> new AdminCall.Refused(
                        HttpStatus.NOT_FOUND_404, "there is no recording of this id, or its file is no more"));
        heard(id);
        return new RangedFile(file, "audio/ogg");
    }

    private void heard(String id) {
        LOG.info("An operator has fetched the recording {}", id);
        if (trace.isActive()) {
            Optional<StoredRecording> recording = store.recording(id).map(RecordingRow::recording);
            trace.publish(TraceEvent.system(
                    System.currentTimeMillis(),
                    recording.map(StoredRecording::channelId),
                    recording.map(StoredRecording::userId),
                    "RECORDING_HEARD",
                    id + ", by an operator"));
        }
    }

    private Recorder recorder() {
        return recorder.orElseThrow(() -> new PartFailed("this server has no recorder"));
    }
}
