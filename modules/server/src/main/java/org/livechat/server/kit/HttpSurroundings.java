package org.livechat.server.kit;

import java.util.Optional;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.control.FloorCapture;
import org.livechat.api.control.Operations;
import org.livechat.api.gateway.Admission;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.part.Kit;
import org.livechat.api.part.Settings;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.Store;
import org.livechat.api.trace.TraceSink;

/** What an HTTP part is made with. */
final class HttpSurroundings extends SectionContext implements HttpPartContext {
    private final ControlPlane control;
    private final Operations operations;
    private final Kit kit;
    private final FloorCapture capture;
    private final Store store;
    private final Optional<Recorder> recorder;
    private final Admission admission;
    private final TraceSink trace;

    HttpSurroundings(
            Settings settings,
            Shared shared,
            ControlPlane control,
            Operations operations,
            Kit kit,
            FloorCapture capture,
            Store store,
            Optional<Recorder> recorder,
            Admission admission,
            TraceSink trace) {
        super(settings, shared);
        this.control = control;
        this.operations = operations;
        this.kit = kit;
        this.capture = capture;
        this.store = store;
        this.recorder = recorder;
        this.admission = admission;
        this.trace = trace;
    }

    @Override
    public ControlPlane control() {
        return control;
    }

    @Override
    public Operations operations() {
        return operations;
    }

    @Override
    public Kit kit() {
        return kit;
    }

    @Override
    public FloorCapture capture() {
        return capture;
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Optional<Recorder> recorder() {
        return recorder;
    }

    @Override
    public Admission admission() {
        return admission;
    }

    @Override
    public TraceSink trace() {
        return trace;
    }
}
