package org.livechat.netlab;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** People with browsers, who stay for one case after another: a talker and two listeners, or a conference of four. */
final class Stage implements AutoCloseable {
    /** Who talks in a push-to-talk channel. */
    static final String TALKER = "talker";

    private static final List<String> ONE_TALKS = List.of(TALKER, "A", "B");
    private static final List<String> ALL_TALK = List.of("one", "two", "three", "four");
    /** A listener whose network is bad in one direction, and a member of a conference. */
    private static final int BAD_LISTENER = 1;

    private final boolean conference;
    private final Path folder;
    private final List<Participant> people = new ArrayList<>();

    private int runs;

    private Stage(boolean conference, Path folder) {
        this.conference = conference;
        this.folder = folder;
    }

    /** Starts the browsers that a scene needs, by their people's names. */
    static Stage open(Case.Scene scene, MovingPicture picture, Map<String, Agent> browsers) throws IOException {
        Stage stage = new Stage(scene == Case.Scene.CONFERENCE, Leftovers.folder("netlab-devices-"));
        try {
            Devices devices = Devices.written(stage.folder, picture);
            for (Map.Entry<String, Agent> chosen : browsers(scene, browsers).entrySet()) {
                stage.people.add(chosen.getValue().start(chosen.getKey(), devices));
            }
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** Those of all people of a scene; who is not named has Chromium. */
    static Map<String, Agent> browsers(Case.Scene scene, Map<String, Agent> named) {
        Map<String, Agent> all = new LinkedHashMap<>();
        for (String name : scene == Case.Scene.CONFERENCE ? ALL_TALK : ONE_TALKS) {
            all.put(name, named.getOrDefault(name, Agent.CHROMIUM));
        }
        return all;
    }

    /** Refuses names that nobody has in any scene, and who could not play a part. */
    static void check(Map<String, Agent> named) {
        named.forEach((name, agent) -> {
            if (!ONE_TALKS.contains(name) && !ALL_TALK.contains(name)) {
                throw new IllegalArgumentException(name + " is none of the people: " + ONE_TALKS + " and " + ALL_TALK);
            }
            if (ALL_TALK.contains(name) && agent == Agent.LIBWEBRTC) {
                throw new IllegalArgumentException(
                        name + " has to talk and to hear, and libwebrtc does one of them without a sound card;"
                                + " it can be one of " + ONE_TALKS);
            }
        });
    }

    /** Whether it has the people of a scene. */
    boolean suits(Case.Scene scene) {
        return conference == (scene == Case.Scene.CONFERENCE);
    }

    /** Runs a case with a server; a result a phase. */
    List<Result> run(Run run, Server server) throws InterruptedException {
        Case asked = run.asked();
        Participant bad = people.get(asked.scene() == Case.Scene.UP ? 0 : BAD_LISTENER);
        for (Participant person : people) {
            person.network().restart(outwardOf(person, bad, asked), inwardOf(person, bad, asked), run.seed());
        }
        runs++;
        try {
            return conference ? confer(run, server, bad) : talk(run, server, bad);
        } finally {
            people.forEach(Participant::leave);
        }
    }

    private static Impairment outwardOf(Participant person, Participant bad, Case asked) {
        return person.equals(bad) ? asked.outward() : Impairment.NONE;
    }

    private static Impairment inwardOf(Participant person, Participant bad, Case asked) {
        return person.equals(bad) ? asked.inward() : Impairment.NONE;
    }

    private List<Result> talk(Run run, Server server, Participant bad) throws InterruptedException {
        for (Participant person : people) {
            person.enter(server, run.asked().scene(), runs);
        }
        Participant talker = people.getFirst();
        talker.showFace();
        talker.talk();
        for (Participant listener : people.subList(1, people.size())) {
            listener.awaitPicture();
        }
        Span span = measure(Duration.ofSeconds(run.terms().seconds()));
        Result result = result(run, "", span, bad);
        talker.letGo();
        return List.of(result);
    }

    private List<Result> confer(Run run, Server server, Participant bad) throws InterruptedException {
        Duration half = Duration.ofSeconds(run.terms().seconds()).dividedBy(2);
        for (Participant person : people) {
            person.enter(server, run.asked().scene(), runs);
            person.showFace();
        }
        for (Participant person : people) {
            person.awaitPicture();
        }
        Result limited = result(run, "limited", measure(half), bad);
        bad.network().change(Impairment.NONE, Impairment.NONE);
        Result lifted = result(run, "lifted", measure(half), bad);
        return List.of(limited, lifted);
    }

    /** Networks lose and count from now on. */
    private Span measure(Duration time) throws InterruptedException {
        people.forEach(person -> person.network().begin());
        long begins = System.currentTimeMillis();
        Thread.sleep(time);
        return new Span(begins, System.currentTimeMillis());
    }

    private Result result(Run run, String phase, Span span, Participant bad) {
        // of all at the same instant, before the pages are asked
        List<LinkCounts> outward =
                people.stream().map(person -> person.network().fromBrowser()).toList();
        List<LinkCounts> inward =
                people.stream().map(person -> person.network().toBrowser()).toList();
        Map<String, Result.Person> measured = new LinkedHashMap<>();
        for (int i = 0; i < people.size(); i++) {
            Participant person = people.get(i);
            Samples samples = Samples.of(person.samples());
            Samples seen = samples.between(span.begins(), span.ends());
            measured.put(
                    person.name(),
                    new Result.Person(
                            person.agent(),
                            Reception.of(seen),
                            Sending.of(samples.sinceSending().between(0, span.ends())),
                            Result.Way.of(outward.get(i), seen.seconds()),
                            Result.Way.of(inward.get(i), seen.seconds())));
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return run.result(phase, load, bad.name(), measured);
    }

    @Override
    public void close() throws IOException {
        for (Participant person : people) {
            person.close();
        }
        Leftovers.delete(folder);
    }

    private record Span(long begins, long ends) {}
}
