package org.livechat.rtc.layer;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes dependency descriptors bit by bit, as the RTP payload format for AV1 1.0.0, A.8.2, has them. */
public final class DescriptorWriter {
    private static final String INDICATIONS = "-DSR";

    /**
     * One kind of frame.
     *
     * @param indications what it is to each decode target, each as in table A.2's letters: - D S R
     * @param needs how many frames back each frame is that it is predicted from
     */
    public record Template(int spatial, int temporal, String indications, List<Integer> needs) {}

    private final StringBuilder bits = new StringBuilder();

    private DescriptorWriter() {}

    /** The three bytes that every packet has. */
    public static DescriptorWriter frame(boolean starts, boolean ends, int templateId, int number) {
        return new DescriptorWriter()
                .put(1, starts ? 1 : 0)
                .put(1, ends ? 1 : 0)
                .put(6, templateId)
                .put(16, number);
    }

    /** What may follow: whether there is a structure, a bit mask of targets, and what the frame is to targets. */
    public DescriptorWriter extended(boolean structure, boolean mask, boolean ownIndications) {
        return put(1, structure ? 1 : 0)
                .put(1, mask ? 1 : 0)
                .put(1, ownIndications ? 1 : 0)
                .put(2, 0);
    }

    /** All kinds of frames, with one chain that protects all targets, and heights by size if there are any. */
    public DescriptorWriter structure(int firstId, List<Template> templates, List<Integer> heights) {
        int targets = templates.getFirst().indications().length();
        put(6, firstId).put(5, targets - 1);
        for (int i = 0; i < templates.size(); i++) {
            put(2, i + 1 == templates.size() ? 3 : next(templates.get(i), templates.get(i + 1)));
        }
        templates.forEach(template -> indications(template.indications()));
        for (Template template : templates) {
            template.needs().forEach(back -> put(1, 1).put(4, back - 1));
            put(1, 0);
        }
        unsymmetric(1, targets + 1);
        templates.forEach(template -> put(4, template.needs().isEmpty() ? 0 : 1));
        put(1, heights.isEmpty() ? 0 : 1);
        heights.forEach(height -> put(16, height * 4 / 3 - 1).put(16, height - 1));
        return this;
    }

    /** What the frame itself is to each target. */
    public DescriptorWriter indications(String letters) {
        letters.chars().forEach(letter -> put(2, INDICATIONS.indexOf(letter)));
        return this;
    }

    /** Single bits. */
    public DescriptorWriter put(int count, int value) {
        for (int i = count - 1; i >= 0; i--) {
            bits.append(value >> i & 1);
        }
        return this;
    }

    /** As bytes, filled up with zeros. */
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < bits.length(); at += Byte.SIZE) {
            String eight = (bits.substring(at, Math.min(bits.length(), at + Byte.SIZE)) + "0000000").substring(0, 8);
            bytes.write(Integer.parseInt(eight, 2));
        }
        return bytes.toByteArray();
    }

    private static int next(Template template, Template after) {
        if (after.spatial() > template.spatial()) {
            return 2;
        }
        return after.temporal() > template.temporal() ? 1 : 0;
    }

    /** ns(n) of A.8.1. */
    private void unsymmetric(int value, int n) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(n);
        int shorter = (1 << width) - n;
        if (value < shorter) {
            put(width - 1, value);
        } else {
            put(width, value + shorter);
        }
    }
}
