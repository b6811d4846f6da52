package org.livechat.admin;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.admin.dump.DumpFolder;
import org.livechat.admin.dump.Dumps;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** How operators have a flight recording or a heap dump made, and see what there is. The files stay on the server's machine. */
final class DumpEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(DumpEndpoints.class);

    private static final String PATH = "/admin/dump";
    private static final String RECORDING_SECS = "recording_secs";
    private static final String HEAP = "heap";
    private static final long LONGEST_RECORDING_SECONDS = Duration.ofMinutes(10).toSeconds();

    private final Dumps dumps;

    DumpEndpoints(Dumps dumps) {
        this.dumps = dumps;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                new AdminEndpoint("GET", PATH, _ -> JsonReply.ok(JsonText.object(this::write))),
                new AdminEndpoint("POST", PATH, this::begin));
    }

    private JsonReply begin(AdminCall call) {
        AdminBody body = call.optionalBody(RECORDING_SECS, HEAP);
        OptionalLong seconds = body.wholeNumber(RECORDING_SECS, 1, LONGEST_RECORDING_SECONDS);
        boolean heap = body.flag(HEAP);
        if (seconds.isEmpty() && !heap) {
            throw AdminBody.wrong(
                    "say what is to be dumped: %s, for how long to record, or %s: true, for a heap dump, which"
                                    .formatted(RECORDING_SECS, HEAP)
                            + " has every secret and voice in it that the server has at the time");
        }
        Optional<Duration> recording =
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
        Dumps.Order order = dumps.begin(recording, heap);
        LOG.info("An operator has the server write {}", order.files());
        return new JsonReply(HttpStatus.ACCEPTED_202, JsonText.object(json -> write(json, order)));
    }

    private void write(JsonGenerator json) {
        json.writeStringProperty("folder", dumps.folder().path().toString());
        json.writeName("files");
        JsonText.writeArray(json, dumps.folder().files(), DumpEndpoints::write);
        json.writeName("latest");
        dumps.latest()
                .ifPresentOrElse(
                        order -> {
                            json.writeStartObject();
                            write(json, order);
                            json.writeEndObject();
                        },
                        json::writeNull);
    }

    private static void write(JsonGenerator json, DumpFolder.DumpFile file) {
        json.writeStringProperty("name", file.name());
        json.writeNumberProperty("bytes", file.bytes());
        json.writeNumberProperty("made_at", file.madeAtMillis());
    }

    private static void write(JsonGenerator json, Dumps.Order order) {
        json.writeStringProperty("state", order.state().name().toLowerCase(Locale.ROOT));
        JsonText.writeTexts(
                json, "files", order.files().stream().map(Object::toString).toList());
        json.writeNumberProperty("ends_at", order.endsAtMillis());
        JsonText.writeOptional(json, "error", order.error());
    }
}
