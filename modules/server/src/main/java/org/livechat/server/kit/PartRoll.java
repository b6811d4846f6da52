package org.livechat.server.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartFailed;
import org.livechat.api.part.PartStatus;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.plugin.Patience;
import org.livechat.server.provider.FailureLog;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a server in the order in which they are made, which is that in which they start; they are closed in the
 * reverse one. One that fails is named with its reason, and stops the start only where it is required.
 */
public final class PartRoll implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PartRoll.class);

    /** The methods that make a part, where they are not called create. */
    private static final Map<PartKind, String> MAKERS = Map.of(PartKind.MEDIA_PLANE, "open()");

    private static final class Entry {
        private final Provided provided;
        private final Optional<Made> made;
        private volatile PartStatus.State state;
        private volatile Optional<String> reason;

        private Entry(Provided provided, Optional<Made> made, PartStatus.State state, Optional<String> reason) {
            this.provided = provided;
            this.made = made;
            this.state = state;
            this.reason = reason;
        }
    }

    /** Something that is closed in its turn. */
    private record Opened(String name, Runnable closing) {}

    /** A part that is there, what closes it, and where its failures are told. */
    private record Made(Part part, Opened opened, FailureLog failures) {}

    private final Requirements requirements;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Opened> opened = new ArrayList<>();

    PartRoll(Requirements requirements) {
        this.requirements = requirements;
    }

    /**
     * Makes a part, unless the configuration says that it is not to be made.
     *
     * @return the part; empty when there is none
     * @throws StartException when it failed and is required
     * @throws SettingRefused when a setting of its is wrong, which always stops the start
     */
    <P extends Part> Optional<P> make(Provided provided, Supplier<P> maker) {
        if (requirements.isDisabled(provided)) {
            log.info(
                    "Part {}, a {} from {}, is disabled",
                    provided.name(),
                    provided.kind().words(),
                    provided.origin());
            note(provided, Optional.empty(), PartStatus.State.UNUSED, Optional.of("parts.disabled names it"));
            return Optional.empty();
        }
        try {
            P part = Answer.ofPart(provided, MAKERS.getOrDefault(provided.kind(), "create()"), maker);
            var made = new Made(
                    part,
                    new Opened(
                            provided.fullName(), () -> Answer.done(provided, "close()", Patience.TO_END, part::close)),
                    new FailureLog(provided.fullName()));
            opened.add(made.opened());
            note(provided, Optional.of(made), PartStatus.State.RUNNING, Optional.empty());
            log.info("Part {}: {} from {}", provided.name(), provided.kind().words(), provided.origin());
            return Optional.of(part);
        } catch (SettingRefused e) {
            throw e;
        } catch (RuntimeException e) {
            fail(note(provided, Optional.empty(), PartStatus.State.FAILED, Optional.empty()), e);
            return Optional.empty();
        }
    }

    /** Notes something that is closed with the parts, in its place among them. */
    void hold(String name, Runnable closing) {
        opened.add(new Opened(name, closing));
    }

    /** Notes a part that is not made since another one of its kind is used. */
    void unused(Provided provided, String reason) {
        note(provided, Optional.empty(), PartStatus.State.UNUSED, Optional.of(reason));
    }

    /**
     * Configures one that needs no making.
     *
     * @return empty when it failed
     * @throws StartException when it failed and is required
     * @throws SettingRefused when a setting of its is wrong
     */
    <T> Optional<T> configure(Provided provided, Supplier<T> configured) {
        try {
            T ready = Answer.of(provided, "configured()", configured);
            made(provided);
            return Optional.of(ready);
        } catch (SettingRefused e) {
            throw e;
        } catch (RuntimeException e) {
            fail(note(provided, Optional.empty(), PartStatus.State.FAILED, Optional.empty()), e);
            return Optional.empty();
        }
    }

    /** Notes a part that was made elsewhere. */
    void made(Provided provided) {
        note(provided, Optional.empty(), PartStatus.State.RUNNING, Optional.empty());
        log.info("Part {}: {} from {}", provided.name(), provided.kind().words(), provided.origin());
    }

    private Entry note(Provided provided, Optional<Made> made, PartStatus.State state, Optional<String> reason) {
        var entry = new Entry(provided, made, state, reason);
        entries.add(entry);
        return entry;
    }

    /**
     * Starts all parts.
     *
     * @throws StartException when one failed that is required
     */
    void start() {
        for (Entry entry : entries) {
            entry.made.ifPresent(made -> {
                try {
                    Answer.done(entry.provided, "start()", Patience.TO_BEGIN, made.part()::start);
                } catch (RuntimeException e) {
                    opened.remove(made.opened());
                    close(made.opened());
                    fail(entry, e);
                }
            });
        }
    }

    private void fail(Entry entry, Throwable cause) {
        var failure = PartFailure.of(entry.provided, cause);
        failure.report(requirements);
        entry.state = PartStatus.State.FAILED;
        entry.reason = Optional.of(failure.reason());
    }

    /** The parts that are there. */
    List<Part> parts() {
        return entries.stream()
                .filter(entry -> entry.state == PartStatus.State.RUNNING)
                .flatMap(entry -> entry.made.stream())
                .map(Made::part)
                .toList();
    }

    /** What operators call a part: its kind, its name and where it came from. */
    String nameOf(Part part) {
        return entryOf(part)
                .map(entry -> entry.provided.fullName())
                .orElseGet(() -> part.getClass().getName());
    }

    /**
     * Asks a part something.
     *
     * @throws PartFailed when it does not answer, for whatever reason
     */
    <T> T ask(Part part, String method, Supplier<T> question) {
        Provided provided = entryOf(part).orElseThrow().provided;
        try {
            return Answer.of(provided, method, question);
        } catch (PartFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PartFailed("%s of %s failed: %s".formatted(method, provided.source(), Reason.of(e)), e);
        }
    }

    /** Notes that a part failed to answer somebody over HTTP. */
    void failed(Part part, Throwable failure) {
        entryOf(part)
                .flatMap(entry -> entry.made)
                .ifPresent(made -> made.failures().tell("failed to answer a request", failure));
    }

    /** Notes that a part answers nothing over HTTP; what else it does goes on. */
    void unserved(Part part, String reason) {
        String line = "answers nothing over HTTP: " + Reason.oneLine(reason);
        log.error("The {} {}", nameOf(part), line);
        entryOf(part).ifPresent(entry -> entry.reason = Optional.of("it " + line));
    }

    @SuppressWarnings("ReferenceEquality") // what a plug-in thinks equal is its own affair
    private Optional<Entry> entryOf(Part part) {
        return entries.stream()
                .filter(entry -> entry.made.filter(made -> made.part() == part).isPresent())
                .findFirst();
    }

    /** Whether a part of this name is there, whatever its kind. */
    public boolean has(String name) {
        return entries.stream()
                .anyMatch(entry -> entry.state == PartStatus.State.RUNNING
                        && entry.provided.name().equals(name));
    }

    /** What became of each. */
    List<PartStatus> statuses(Blueprint blueprint) {
        return entries.stream()
                .map(entry -> status(entry.provided, entry.state, entry.reason, blueprint))
                .toList();
    }

    static PartStatus status(Provided provided, PartStatus.State state, Optional<String> reason, Blueprint blueprint) {
        return new PartStatus(
                provided.name(),
                provided.kind().words(),
                provided.provider().getClass().getName(),
                provided.origin(),
                state,
                reason,
                blueprint.configuration().effective(provided.section()));
    }

    @Override
    public void close() {
        opened.reversed().forEach(PartRoll::close);
        opened.clear();
    }

    // What one fails to give up must not keep the others from giving up theirs.
    private static void close(Opened opened) {
        try {
            opened.closing().run();
        } catch (PartFailed e) {
            log.warn("The {} did not close: {}", opened.name(), e.getMessage());
        } catch (Throwable e) {
            log.warn("The {} did not close cleanly: {}", opened.name(), Reason.of(e), Reason.loggable(e));
        }
    }
}
