package org.livechat.tools.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livechat.tools.CommandFailed;

/** What a server says of its recorder and its store, and the system of what it has written. */
final class ServerFigures {
    /** Bytes that the process has caused to be written to a disk, by {@code /proc/PID/io} (proc(5)). */
    static final String DISK_BYTES = "disk_bytes";

    /** Of a clock that only goes on. */
    static final String SECONDS = "seconds";

    static final String ROWS = "livechat_store_kept_total";
    static final String FILES = "livechat_recorder_files_total";
    static final String TAKEN = "livechat_recorder_packets_total";
    static final String DROPPED = "livechat_recorder_dropped_total";
    static final String LOST = "livechat_recorder_lost_total";

    private static final List<String> READ = List.of(ROWS, FILES, TAKEN, DROPPED, LOST);
    private static final String WRITTEN = "write_bytes: ";
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Path io;

    ServerFigures(TargetOptions target, String adminToken, long process) {
        this.request = HttpRequest.newBuilder(URI.create("http://" + target.where() + "/metrics"))
                .header("Authorization", "Bearer " + adminToken)
                .build();
        this.io = Path.of("/proc", Long.toString(process), "io");
    }

    /** Since the server's start; what it has not is 0. */
    Map<String, Double> now() {
        Map<String, Double> figures = new HashMap<>();
        figures.put(SECONDS, System.nanoTime() / 1e9);
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw CommandFailed.serverSaidNo("GET /metrics: " + answer.statusCode() + " " + answer.body());
            }
            answer.body()
                    .lines()
                    .forEach(line -> READ.stream()
                            .filter(name -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                            .forEach(name -> figures.merge(
                                    name, Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)), Double::sum)));
            Files.readAllLines(io).stream()
                    .filter(line -> line.startsWith(WRITTEN))
                    .forEach(line -> figures.put(DISK_BYTES, Double.valueOf(line.substring(WRITTEN.length()))));
        } catch (IOException e) {
            throw CommandFailed.notConnected("the server's figures cannot be read: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailed.notConnected("interrupted");
        }
        return figures;
    }

    /** What has come to be between two looks. */
    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> more = new HashMap<>();
        after.forEach((name, figure) -> more.put(name, figure - before.getOrDefault(name, 0.0)));
        return more;
    }
}
