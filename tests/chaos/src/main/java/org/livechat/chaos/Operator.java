package org.livechat.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks, kicks, blocks, mutes, revokes, drains, makes and deletes channels, by a script of its own. */
final class Operator implements Runnable {
    private static final int NUMBER = 1_000_000;
    private static final Duration MEAN_PAUSE = Duration.ofMillis(700);
    private static final Duration DRAIN = Duration.ofMillis(700);
    /** What an operator may be told: done, not there, not possible now, too much waits. */
    private static final Set<Integer> REPLIES = Set.of(200, 201, 404, 409, 503);

    private final Stage stage;
    private final Supplier<Optional<Epoch>> epochs;
    private final CountDownLatch over;
    private final SplittableRandom random;
    private final List<String> mutes = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private int made;

    Operator(Stage stage, Supplier<Optional<Epoch>> epochs, CountDownLatch over, long seed) {
        this.stage = stage;
        this.epochs = epochs;
        this.over = over;
        this.random = Script.random(seed, NUMBER);
    }

    @Override
    public void run() {
        try {
            while (!over.await(random.nextInt(2 * (int) MEAN_PAUSE.toMillis()), TimeUnit.MILLISECONDS)) {
                int choice = random.nextInt(100);
                SplittableRandom choices = random.split();
                Optional<Epoch> epoch = epochs.get();
                if (epoch.isPresent()) {
                    act(choice, choices, epoch.get());
                }
            }
            takeBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            stage.findings().add(Rule.SOUND, "the operator fails: " + e + " at " + List.of(e.getStackTrace()));
        }
    }

    private void act(int choice, SplittableRandom choices, Epoch epoch) throws InterruptedException {
        String userId = Profile.userId(choices.nextInt(stage.profile().people()));
        String channelId = Profile.channelId(choices.nextInt(stage.profile().channels()));
        if (choice < 12) {
            epoch.throwsOut(userId);
            post(epoch, "/admin/kick/" + userId, "");
        } else if (choice < 16) {
            epoch.throwsOut(userId);
            post(epoch, "/admin/block/" + userId, "{\"for_secs\":1}");
        } else if (choice < 32) {
            String whom = channelId + "/" + userId;
            mutes.add(whom);
            post(epoch, "/admin/mute/" + whom, "");
        } else if (choice < 44) {
            if (!mutes.isEmpty()) {
                post(epoch, "/admin/unmute/" + mutes.removeFirst(), "");
            }
        } else if (choice < 60) {
            post(epoch, "/admin/floor-revoke/" + channelId, "");
        } else if (choice < 80) {
            look(epoch, channelId, userId);
        } else if (choice < 92) {
            makeAndDelete(epoch, choices.nextInt(1000));
        } else if (choice < 95) {
            readTrace(epoch, channelId);
        } else if (choice < 97) {
            post(epoch, "/admin/plugins/floor-fifo/reload", "");
        } else {
            post(epoch, "/admin/drain", "");
            over.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            ask(epoch, "DELETE", "/admin/drain", "");
        }
    }

    private void look(Epoch epoch, String channelId, String userId) {
        for (String path : List.of(
                "/admin/status",
                "/admin/users",
                "/admin/users/" + userId,
                "/admin/channels",
                "/admin/channels/" + channelId,
                "/admin/peers",
                "/metrics",
                "/channels")) {
            ask(epoch, "GET", path, "");
        }
    }

    private void makeAndDelete(Epoch epoch, int number) {
        String channelId = "made-%d".formatted(made++);
        post(
                epoch,
                "/admin/channels",
                "{\"channel_id\":\"%s\",\"freq\":\"%04d\",\"name\":\"Made\"}".formatted(channelId, 5000 + number));
        ask(epoch, "PATCH", "/admin/channels/" + channelId, "{\"capacity\":7}");
        if (!ask(epoch, "DELETE", "/admin/channels/" + channelId, "")) {
            // A server that is killed in between keeps it.
            left.add(channelId);
        }
    }

    /** Begins to follow a channel, and lets go of it in the middle. */
    private void readTrace(Epoch epoch, String channelId) throws InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + stage.server().port() + "/trace/" + channelId))
                .header("Authorization", "Bearer " + ServerProcess.OPERATOR)
                .timeout(Stage.PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> trace = stage.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
            over.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            trace.body().close();
        } catch (IOException e) {
            judge(epoch, "GET /trace", e);
        }
    }

    private void post(Epoch epoch, String path, String body) {
        ask(epoch, "POST", path, body);
    }

    /** Whether there was an answer. */
    private boolean ask(Epoch epoch, String method, String path, String body) {
        try {
            AdminDesk.Reply reply = stage.desk().ask(method, path, body);
            stage.figures().count("operators' requests");
            if (!REPLIES.contains(reply.status())) {
                stage.findings().add(Rule.SOUND, method + " " + path + " got " + reply);
            }
            return true;
        } catch (IOException e) {
            judge(epoch, method + " " + path, e);
            return false;
        }
    }

    private void judge(Epoch epoch, String what, IOException e) {
        if (!epoch.isEnding()) {
            stage.findings().add(Rule.ANSWERED, what + " got no answer: " + e);
        }
    }

    /** An operator's mutes, and channels, stay until they are taken back. */
    private void takeBack() {
        epochs.get().ifPresent(epoch -> mutes.forEach(whom -> post(epoch, "/admin/unmute/" + whom, "")));
        mutes.clear();
        epochs.get()
                .ifPresent(
                        epoch -> left.forEach(channelId -> ask(epoch, "DELETE", "/admin/channels/" + channelId, "")));
        left.clear();
    }
}
