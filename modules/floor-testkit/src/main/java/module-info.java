/** For authors of floor policies: tests that run a policy through random schedules and hold the floor's invariants. */
module org.livechat.floor.testkit {
    requires static org.jspecify;
    requires transitive org.livechat.floor;
    requires transitive org.junit.jupiter.api;

    exports org.livechat.floor.testkit;
}
