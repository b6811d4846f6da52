package org.livechat.admin;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.control.FloorCapture;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** How operators have written down what floors are asked and decide. The file stays on the server's machine. */
final class CaptureEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureEndpoints.class);
    private static final String PATH = "/admin/capture";

    private final FloorCapture capture;

    CaptureEndpoints(FloorCapture capture) {
        this.capture = capture;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                new AdminEndpoint("GET", PATH, _ -> JsonReply.ok(JsonText.object(this::write))),
                new AdminEndpoint("POST", PATH, this::begin),
                new AdminEndpoint("DELETE", PATH, this::end));
    }

    private void write(JsonGenerator json) {
        json.writeName("latest");
        capture.status()
                .ifPresentOrElse(
                        status -> {
                            json.writeStartObject();
                            written(status).accept(json);
                            json.writeEndObject();
                        },
                        json::writeNull);
    }

    private JsonReply begin(AdminCall call) {
        call.optionalBody();
        FloorCapture.Status begun = capture.begin();
        LOG.info("An operator has the server write what floors decide into {}", begun.file());
        return new JsonReply(HttpStatus.CREATED_201, JsonText.object(written(begun)));
    }

    private JsonReply end(AdminCall call) {
        call.optionalBody();
        FloorCapture.Status ended = capture.end();
        LOG.info("An operator has ended the capture {}", ended.file());
        return JsonReply.ok(JsonText.object(written(ended)));
    }

    private static Consumer<JsonGenerator> written(FloorCapture.Status status) {
        return json -> {
            json.writeStringProperty("file", status.file().toString());
            json.writeBooleanProperty("running", status.running());
            json.writeNumberProperty("inputs", status.inputs());
            json.writeNumberProperty("bytes", status.bytes());
            JsonText.writeOptional(json, "end", status.end());
        };
    }
}
