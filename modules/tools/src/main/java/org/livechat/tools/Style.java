package org.livechat.tools;

/** How a piece of text looks on a terminal (ECMA-48 SGR). */
public enum Style {
    PLAIN(""),
    HEADING("1"),
    DIM("2"),
    GOOD("1;32"),
    BAD("1;31"),
    FLOOR("33"),
    MEMBERS("36"),
    IDENTITY("35");

    private static final String START = "\033[";
    private static final String RESET = "\033[0m";

    private final String parameters;

    Style(String parameters) {
        this.parameters = parameters;
    }

    String of(String text) {
        return this == PLAIN || text.isEmpty() ? text : START + parameters + "m" + text + RESET;
    }
}
