package org.livechat.admin;

import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.api.recording.Recorder;

/** Makes what load balancers and supervisors ask. */
public final class HealthProvider implements HttpPartProvider {
    @Override
    public String name() {
        return "health";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        return new HealthRoutes(
                context.kit()::isReady,
                context.operations()::isDraining,
                () -> Stream.of(
                                context.store().problem().map(_ -> "store"),
                                context.recorder().flatMap(Recorder::problem).map(_ -> "recorder"))
                        .flatMap(Optional::stream)
                        .toList());
    }
}
